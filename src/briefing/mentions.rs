//! Whom the claims of a document name, as ids, until a corpus knows who that is.
//!
//! A large folder has millions of such ids, and each is needed once. So those of a document are kept in one string
//! rather than in its claims: a line for each claim, `speaker;via via;about about;origin`. None of these signs can be
//! part of an id.

use super::id::is_id;
use super::{EntityId, OriginId};

/// Whom the claims of a document name, and where the claims are in their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    lines: String,
    /// The claims' numbers in the file's list, from 0. Empty where all of the list is there.
    places: Vec<usize>,
}

/// Whom one claim names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Who asserts it; `None` is the document's author, in its own voice.
    pub speaker: Option<&'a str>,
    /// What it rests on. Claims with one origin count as one source.
    pub origin: Option<&'a str>,
    via: &'a str,
    about: &'a str,
}

impl Mentions {
    /// Adds what the next claim names.
    pub fn push<'a>(
        &mut self,
        speaker: Option<&EntityId>,
        via: impl IntoIterator<Item = &'a EntityId>,
        about: impl IntoIterator<Item = &'a EntityId>,
        origin: Option<&OriginId>,
    ) {
        self.lines.push_str(speaker.map_or("", EntityId::as_str));
        self.lines.push(';');
        self.push_list(via);
        self.lines.push(';');
        self.push_list(about);
        self.lines.push(';');
        self.lines.push_str(origin.map_or("", OriginId::as_str));
        self.lines.push('\n');
    }

    fn push_list<'a>(&mut self, ids: impl IntoIterator<Item = &'a EntityId>) {
        for (at, id) in ids.into_iter().enumerate() {
            if at > 0 {
                self.lines.push(' ');
            }
            self.lines.push_str(id.as_str());
        }
    }

    /// The same, of claims that have these numbers in their file's list.
    #[must_use]
    pub(super) fn placed(mut self, places: Vec<usize>) -> Self {
        let all = places.iter().enumerate().all(|(at, place)| at == *place);
        self.places = if all { Vec::new() } else { places };
        self.lines.shrink_to_fit();
        self
    }

    /// Takes [`Mentions::lines`] back, of so many claims; `None` for what never came from there.
    pub(crate) fn read(lines: &str, claims: usize) -> Option<Self> {
        let mentions = Self { lines: lines.to_owned(), places: Vec::new() };
        let mut count = 0;
        let mut rest = lines;
        while !rest.is_empty() {
            let parts;
            (parts, rest) = cut_line(rest)?;
            let [speaker, via, about, origin] = parts;
            let one = |id: &str| id.is_empty() || is_id(id);
            let good = one(speaker) && one(origin) && ids(via).all(is_id) && ids(about).all(is_id);
            count += usize::from(good);
            good.then_some(())?;
        }
        (count == claims).then_some(mentions)
    }

    /// All of them as text, for keeping.
    pub(crate) fn lines(&self) -> &str {
        &self.lines
    }

    /// Claim by claim.
    pub fn claims(&self) -> impl Iterator<Item = Mention<'_>> {
        let mut rest = self.lines.as_str();
        let given = |id| Some(id).filter(|id: &&str| !id.is_empty());
        std::iter::from_fn(move || {
            let ([speaker, via, about, origin], behind) = cut_line(rest)?;
            rest = behind;
            Some(Mention { speaker: given(speaker), via, about, origin: given(origin) })
        })
    }

    /// The number in the file's list of the claim that is at `at` among those that could be read.
    pub fn place(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(at)
    }
}

impl<'a> Mention<'a> {
    /// Through whom the document has it, outermost first.
    pub fn via(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        ids(self.via)
    }

    /// Whom and what it is about.
    pub fn about(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        ids(self.about)
    }
}

/// The text before a sign and the text behind it. Ids are short: to look at each byte is quicker than to search.
fn cut(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The four parts of the first line, and what is behind it.
fn cut_line(lines: &str) -> Option<([&str; 4], &str)> {
    let (speaker, rest) = cut(lines, b';')?;
    let (via, rest) = cut(rest, b';')?;
    let (about, rest) = cut(rest, b';')?;
    let (origin, rest) = cut(rest, b'\n')?;
    Some(([speaker, via, about, origin], rest))
}

/// The ids of a list, none in an empty one.
fn ids(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(list).filter(|list| !list.is_empty());
    std::iter::from_fn(move || {
        let list = rest?;
        let (id, behind) = cut(list, b' ').map_or((list, None), |(id, behind)| (id, Some(behind)));
        rest = behind;
        Some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(raw: &str) -> EntityId {
        EntityId::parse(raw).expect("an id")
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let mut mentions = Mentions::default();
        mentions.push(None, [], [], None);
        let origin = OriginId::parse("wire").expect("an id");
        mentions.push(Some(&id("anna")), [&id("agency"), &id("выборы")], [&id("mali")], Some(&origin));
        let again = Mentions::read(mentions.lines(), 2).expect("the same");
        assert_eq!(again, mentions);
        let [nothing, all] = &again.claims().collect::<Vec<_>>()[..] else { panic!("two claims") };
        assert_eq!(*nothing, Mention::default());
        assert_eq!((all.speaker, all.origin), (Some("anna"), Some("wire")));
        assert_eq!(all.via().collect::<Vec<_>>(), ["agency", "выборы"]);
        assert_eq!(all.about().collect::<Vec<_>>(), ["mali"]);
    }

    #[test]
    fn only_its_own_words_are_taken_back() {
        for (bad, claims) in
            [(";;;\n", 2), (";;\n", 1), ("\u{1b};;;\n", 1), (";;;;\n", 1), (";a  b;;\n", 1), ("-a;;;\n", 1)]
        {
            assert_eq!(Mentions::read(bad, claims), None, "{bad:?}");
        }
    }
}
