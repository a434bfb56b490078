//! The checks of the fields of one record. Each reports what is wrong and where.

use ecow::EcoString;

use super::id::FORM as ID_FORM;
use super::passage::count_words;
use super::refusal::Refusal;
use super::{Amount, Credibility, Edtf, SourceUrl};
use crate::text::Text;
use crate::yaml::{self, Fault, FromText, Path, Verbatim, VerbatimWord};

/// Maximum number of words of a quotation. More would be the article's text, which is not ours to publish.
const MAX_QUOTE_WORDS: usize = 25;

/// Checks the fields of one record, and collects its faults.
pub(super) struct Check<'a> {
    pub(super) faults: &'a mut Vec<Fault>,
    /// Path of the list that contains the record.
    pub(super) list: &'a Path,
    /// Index of the record in the list. `None` if the record is the file itself.
    pub(super) at: Option<usize>,
    pub(super) record: Option<EcoString>,
}

impl Check<'_> {
    /// Returns the path of the record. It is built only for faults.
    pub(super) fn base(&self) -> Path {
        self.at.map_or_else(|| self.list.clone(), |at| self.list.index(at))
    }

    pub(super) fn push(&mut self, mut fault: Fault) {
        fault.record = self.record.as_ref().map(ToString::to_string);
        self.faults.push(fault);
    }

    pub(super) fn fault(&mut self, key: &str, problem: impl Into<String>, hint: &str) {
        self.push(Fault::at(self.base().key(key), problem).hint(hint));
    }

    pub(super) fn id<T>(&mut self, key: &str, raw: &VerbatimWord, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let id = parse(&raw.0);
        if id.is_none() {
            self.push(no_id(self.base().key(key), key, &raw.0));
        }
        id
    }

    pub(super) fn ids<T>(
        &mut self,
        key: &str,
        raw: &[VerbatimWord],
        mut parse: impl FnMut(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut ids = Vec::with_capacity(raw.len());
        for (at, written) in raw.iter().enumerate() {
            if let Some(id) = parse(&written.0) {
                ids.push(id);
            } else {
                self.push(no_id(self.base().key(key).index(at), key, &written.0));
            }
        }
        ids
    }

    pub(super) fn date(&mut self, key: &str, raw: &VerbatimWord) -> Option<Edtf> {
        let date = Edtf::parse(&raw.0);
        if date.is_none() {
            let hint = Edtf::guess(&raw.0).map(|date| format!("did you mean `{date}`?"));
            self.fault(key, format!("`{}` is not a date", raw.0), hint.as_deref().unwrap_or(Edtf::FORM));
        }
        date
    }

    pub(super) fn credibility(&mut self, key: &str, raw: &VerbatimWord) -> Option<Credibility> {
        let credibility = raw.0.parse().ok().and_then(Credibility::new);
        if credibility.is_none() {
            let hint = "write a grade from 1 (confirmed) to 6 (cannot be judged)";
            self.fault(key, format!("`{}` is not a grade", raw.0), hint);
        }
        credibility
    }

    /// Checks the number of a figure.
    pub(super) fn amount(&mut self, path: Path, raw: &VerbatimWord) -> Option<Amount> {
        let amount = Amount::parse(&raw.0);
        if amount.is_none() {
            let hint = match Amount::guess(&raw.0) {
                Some(meant) => format!("did you mean `{}`?", meant.written()),
                None => "write it in digits, such as `25000` or `2.5`".to_owned(),
            };
            self.push(Fault::at(path, format!("`{}` is not a number", raw.0)).hint(hint));
        }
        amount
    }

    /// Checks the words of a quotation, which may be empty no more than too long.
    pub(super) fn quote(&mut self, raw: Option<Verbatim>) -> Option<Text> {
        let quote = self.optional("quote", raw)?;
        let words = count_words(quote.as_str());
        if words > MAX_QUOTE_WORDS {
            let problem = format!("the quote has {words} words");
            let hint = format!("quote at most {MAX_QUOTE_WORDS}: the rest is in the article");
            self.fault("quote", problem, &hint);
            return None;
        }
        Some(quote)
    }

    pub(super) fn paragraph(&mut self, raw: &VerbatimWord) -> Option<u32> {
        let number = raw.0.parse().ok().filter(|number| *number > 0);
        if number.is_none() {
            let path = self.base().key("passage").key("paragraph");
            let is_number = raw.0.bytes().all(|byte| byte.is_ascii_digit());
            let (problem, hint) = if is_number {
                (format!("there is no paragraph `{}`", raw.0), "paragraphs are counted from 1")
            } else {
                (format!("`{}` is not the number of a paragraph", raw.0), "write it in digits, counted from 1")
            };
            self.push(Fault::at(path, problem).hint(hint));
        }
        number
    }

    pub(super) fn url(&mut self, key: &str, raw: &Verbatim) -> Option<SourceUrl> {
        let url = SourceUrl::parse(&raw.0);
        if url.is_none() {
            let Refusal { problem, hint } = Refusal::from_address(&raw.0);
            self.fault(key, problem, &hint);
        }
        url
    }

    /// Checks text that is required.
    pub(super) fn required(&mut self, key: &str, raw: Verbatim) -> Option<Text> {
        self.filled(key, raw.0, |key| format!("write the {key}, or leave the record out"))
    }

    /// Checks text that may be absent, but not empty.
    pub(super) fn optional<S: FromText + AsRef<str>>(&mut self, key: &str, raw: Option<Verbatim<S>>) -> Option<Text> {
        self.filled(key, raw?.0, |_| "write it, or delete the field".to_owned())
    }

    /// Checks the code of a language, which decides how words are split and searched.
    pub(super) fn language<S: FromText + AsRef<str>>(&mut self, raw: Option<Verbatim<S>>) -> Option<Text> {
        let language = self.optional("language", raw)?;
        let mut parts = language.as_str().split('-');
        let is_first = parts
            .next()
            .is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let is_part =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_first || !parts.all(is_part) {
            let hint = "write its code, such as `en`, `fr` or `pt-BR`";
            self.fault("language", format!("`{language}` is not the code of a language"), hint);
        }
        Some(language)
    }

    /// Checks a list of texts, none of which may be empty.
    pub(super) fn texts(&mut self, key: &str, raw: Vec<Verbatim>) -> Vec<Text> {
        let mut texts = Vec::with_capacity(raw.len());
        for (at, written) in raw.into_iter().enumerate() {
            if written.0.trim().is_empty() {
                let path = self.base().key(key).index(at);
                self.push(Fault::at(path, format!("an entry of `{key}` is empty")).hint("write it, or delete it"));
            } else {
                texts.push(Text::clean(written.0));
            }
        }
        texts
    }

    fn filled<S: AsRef<str>>(&mut self, key: &str, raw: S, hint: impl FnOnce(&str) -> String) -> Option<Text> {
        if raw.as_ref().trim().is_empty() {
            let path = self.base().key(key);
            // A value that another fault already lost is not reported as missing.
            if self.faults.iter().any(|known| known.path == path) {
                return None;
            }
            self.fault(key, format!("the {key} is empty"), &hint(key));
            return None;
        }
        Some(Text::clean(raw))
    }
}

/// The end of the hint for a fault because of which the whole file is left out.
pub(crate) const COSTS_ALL: &str = "until then the whole file is left out";

/// Adds to the hint that the whole file is left out.
pub(super) fn costs_all(fault: &mut Fault) {
    let hint = fault.hint.take();
    let hint = hint.map_or_else(|| COSTS_ALL.to_owned(), |hint| format!("{hint}; {COSTS_ALL}"));
    fault.hint = Some(hint.into_boxed_str());
}

/// Describes a word that is not an id. It may be a name, which can be looked up only in the registers.
fn no_id(path: Path, key: &str, word: &str) -> Fault {
    let sign = word.chars().find(|sign| !(sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.')));
    let because = match sign {
        Some(sign) if !word.trim().is_empty() => format!(": it contains {}", yaml::character_name(sign)),
        _ => String::new(),
    };
    let fault = Fault::at(path, format!("`{word}` is not an id{because}")).hint(ID_FORM);
    if word.trim().is_empty() { fault } else { fault.with_possible_name(key, word) }
}
