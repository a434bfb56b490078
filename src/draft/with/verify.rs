//! Checks a command's claims against the article and the register, and joins them to the program's own proposals.

use std::ops::Range;

use super::question::{Answered, Question};
use super::reply::{Names, ReplyClaim};
use crate::briefing::{Edtf, Entity, EntityId, FoldedArticle, Kind, Passage, PassageState, paragraphs};
use crate::draft::passage::Passages;
use crate::draft::{By, DatedBy, Draft, Flag, Named, Proposal};
use crate::search::fold;
use crate::text::Text;

/// Minimum share, in percent, of the bytes of two proposals that both have, for them to be one claim.
const SAME_PERCENT: usize = 60;

/// Joins what can be used of a command's claims to the program's own draft.
pub(super) fn joined(
    question: Question<'_>,
    own: &Draft,
    claims: &[Result<ReplyClaim, String>],
    program: &str,
) -> Answered {
    let paragraphs = paragraphs(question.article);
    let mut checker = Checker {
        question,
        paragraphs: &paragraphs,
        folded: FoldedArticle::new(question.article),
        passages: Passages::new(question.article, &paragraphs),
        own: &own.proposals,
        program,
    };
    let mut answered = Answered { draft: own.clone(), claims: claims.len(), not_in_article: 0, dropped: Vec::new() };
    for claim in claims {
        match claim.as_ref().map_err(Clone::clone).and_then(|claim| checker.proposal(claim)) {
            Ok(proposal) => answered.add(proposal, program),
            Err(reason) => answered.dropped.push(reason),
        }
    }
    answered.draft.proposals.sort_by_key(|proposal| proposal.spans.first().map_or(usize::MAX, |span| span.start));
    answered
}

impl Answered {
    /// Adds a proposal, or marks the program's own that says the same.
    fn add(&mut self, proposal: Proposal, program: &str) {
        self.not_in_article += usize::from(proposal.flags.contains(&Flag::NotInArticle));
        let same = self.draft.proposals.iter_mut().find(|own| own.by == By::Rules && is_same(own, &proposal));
        match same {
            Some(own) if !proposal.flags.contains(&Flag::NumberNotInArticle) => {
                own.text = proposal.text;
                own.kind = proposal.kind;
                own.by = By::Both(program.to_owned());
            }
            _ => self.draft.proposals.push(proposal),
        }
    }
}

fn is_same(own: &Proposal, other: &Proposal) -> bool {
    let ids = |proposal: &Proposal| {
        let mut ids: Vec<_> = proposal.speaker.iter().map(|named| named.id.clone()).collect();
        ids.sort();
        ids
    };
    overlap_percent(&own.spans, &other.spans) >= SAME_PERCENT && ids(own) == ids(other)
}

/// Returns the bytes that two lists of ranges share, in percent of the bytes that either has.
fn overlap_percent(left: &[Range<usize>], right: &[Range<usize>]) -> usize {
    let len = |ranges: &[Range<usize>]| ranges.iter().map(ExactSizeIterator::len).sum::<usize>();
    let pairs = left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
    let both: usize = pairs.map(|(one, other)| one.end.min(other.end).saturating_sub(one.start.max(other.start))).sum();
    (both * 100).checked_div(len(left) + len(right) - both).unwrap_or_default()
}

/// What the claims of one answer are checked against.
struct Checker<'a> {
    question: Question<'a>,
    paragraphs: &'a [Range<usize>],
    folded: FoldedArticle,
    passages: Passages<'a>,
    own: &'a [Proposal],
    program: &'a str,
}

impl Checker<'_> {
    fn proposal(&mut self, claim: &ReplyClaim) -> Result<Proposal, String> {
        let text = claim.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || claim.quote.trim().is_empty() {
            return Err("a claim needs `text` and `quote`".to_owned());
        }
        let mut flags = Vec::new();
        let Some((span, is_exact)) = self.find(claim.quote.trim(), claim.paragraph) else {
            return Ok(self.not_in_article(text, claim));
        };
        if !is_exact {
            flags.push(Flag::Repaired);
        }
        let passage = self.passages.passage(&span);
        if passage.is_none() {
            flags.push(Flag::PassageTwice);
        }
        let paragraph = self.paragraph_around(&span);
        if !numbers(&text).all(|number| numbers(&self.question.article[paragraph.clone()]).any(|other| other == number))
        {
            flags.push(Flag::NumberNotInArticle);
        }
        let spans = vec![span];
        let own = self.own.iter().find(|own| overlap_percent(&own.spans, &spans) >= SAME_PERCENT);
        let speaker = self.named(&claim.speaker, &paragraph, own.map_or(&[], |own| &own.speaker));
        if speaker.iter().any(|named| named.id.is_none()) {
            flags.push(Flag::SpeakerUnknown);
        } else if speaker.iter().any(|named| named.span.is_empty()) {
            flags.push(Flag::SpeakerGuessed);
        }
        Ok(Proposal {
            speaker,
            via: self.named(&claim.via, &paragraph, own.map_or(&[], |own| &own.via)),
            about: self.about(claim),
            kind: kind(claim).or(own.map(|own| own.kind)).unwrap_or(Kind::Fact),
            date: self.date(claim, &spans[0], &paragraph, own),
            cue: own.and_then(|own| own.cue.clone()),
            by: By::Command(self.program.to_owned()),
            text,
            spans,
            passage,
            flags,
        })
    }

    /// Returns a claim whose words the article does not have. It has no place, so a person has to find one.
    fn not_in_article(&self, text: String, claim: &ReplyClaim) -> Proposal {
        Proposal {
            text,
            spans: Vec::new(),
            speaker: self.named(&claim.speaker, &(0..0), &[]),
            cue: None,
            via: Vec::new(),
            about: self.about(claim),
            kind: kind(claim).unwrap_or(Kind::Fact),
            date: None,
            passage: None,
            flags: vec![Flag::NotInArticle],
            by: By::Command(self.program.to_owned()),
        }
    }

    /// Finds words in their paragraph, or else in the article. The flag says whether they are the same letter by letter.
    fn find(&self, quote: &str, paragraph: Option<u32>) -> Option<(Range<usize>, bool)> {
        let article = self.question.article;
        let written = paragraph.and_then(|number| self.paragraphs.get(usize::try_from(number).ok()?.checked_sub(1)?));
        let exact = |within: Range<usize>| {
            let places = article[within.clone()].match_indices(quote).map(|(at, _)| within.start + at);
            places.map(|start| start..start + quote.len()).find(|range| is_whole_words(article, range))
        };
        let folded = |article: &FoldedArticle, start: usize| {
            let words = Passage { paragraph: None, prefix: None, start: quote.to_owned(), end: None, suffix: None };
            match words.find_in(article) {
                PassageState::Found { range, everywhere: true, .. } | PassageState::Ambiguous { range, .. } => {
                    Some(start + range.start..start + range.end)
                }
                PassageState::Found { .. } | PassageState::Missing => None,
            }
        };
        let in_paragraph =
            |written: &Range<usize>| folded(&FoldedArticle::new(&article[written.clone()]), written.start);
        let same = written.cloned().and_then(exact).or_else(|| exact(0..article.len()));
        same.map(|range| (range, true)).or_else(|| {
            let range = written.and_then(in_paragraph).or_else(|| folded(&self.folded, 0));
            range.map(|range| (range, false))
        })
    }

    fn paragraph_around(&self, span: &Range<usize>) -> Range<usize> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
        self.paragraphs.get(at).map_or(span.clone(), |paragraph| paragraph.start..paragraph.end.max(span.end))
    }

    /// Resolves names. One that the paragraph does not have, and that the program did not find either, has no range.
    fn named(&self, names: &Names, paragraph: &Range<usize>, own: &[Named]) -> Vec<Named> {
        let named = |name: &String| {
            let actor = self.actor(name);
            let id = actor.map(|actor| actor.id.clone());
            if let Some(own) = own.iter().find(|own| own.id.is_some() && own.id == id) {
                return own.clone();
            }
            let words: Vec<&str> = actor.map_or_else(|| vec![&**name], written_names);
            let found = words.iter().find_map(|words| {
                let at = paragraph.start + self.question.article[paragraph.clone()].find(words)?;
                Some((at..at + words.len(), (*words).to_owned()))
            });
            let (span, words) = found.unwrap_or((paragraph.start..paragraph.start, words[0].to_owned()));
            Named { id, words, span }
        };
        names.0.iter().map(named).collect()
    }

    /// Returns the actor with an id or, if only one has it, a name.
    fn actor(&self, name: &str) -> Option<&Entity> {
        let corpus = self.question.corpus;
        if let Some(slot) = corpus.find_entity(name) {
            return Some(corpus.entity(slot));
        }
        let wanted = fold(name);
        let is_called = |actor: &&Entity| written_names(actor).iter().any(|name| fold(name) == wanted);
        let mut actors = corpus.entities().map(|slot| corpus.entity(slot)).filter(is_called);
        let first = actors.next();
        first.filter(|_| actors.next().is_none())
    }

    fn about(&self, claim: &ReplyClaim) -> Vec<EntityId> {
        claim.about.0.iter().filter_map(|name| self.actor(name)).map(|actor| actor.id.clone()).collect()
    }

    /// Returns the date if the program has read the same, or if its year stands in the paragraph.
    fn date(
        &self,
        claim: &ReplyClaim,
        span: &Range<usize>,
        paragraph: &Range<usize>,
        own: Option<&Proposal>,
    ) -> Option<DatedBy> {
        let typed = claim.date.as_deref()?.trim();
        let date = Edtf::parse(typed)?;
        if let Some(own) = own.and_then(|own| own.date.as_ref()).filter(|own| own.date == date) {
            return Some(own.clone());
        }
        let is_written = self.question.article[paragraph.clone()].contains(typed.get(..4)?);
        is_written.then(|| DatedBy { date, words: span.clone() })
    }
}

/// Returns whether a range neither begins nor ends within a word.
fn is_whole_words(article: &str, range: &Range<usize>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let words = &article[range.clone()];
    let begins = is_letter(article[..range.start].chars().next_back()) && is_letter(words.chars().next());
    let ends = is_letter(words.chars().next_back()) && is_letter(article[range.end..].chars().next());
    !begins && !ends
}

/// Returns an actor's name and aliases, as in the register.
fn written_names(actor: &Entity) -> Vec<&str> {
    [&actor.name].into_iter().chain(&actor.alias).map(Text::as_str).collect()
}

fn kind(claim: &ReplyClaim) -> Option<Kind> {
    let typed = claim.kind.as_deref()?.trim();
    Kind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(typed))
}

/// Returns the numbers in a text, by their digits alone.
fn numbers(text: &str) -> impl Iterator<Item = String> + '_ {
    let separates = |c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}'));
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    text.split(separates).map(digits).filter(|digits| !digits.is_empty())
}
