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
        let ids = |list: &str| list.is_empty() || list.split(' ').all(is_id);
        let one = |id: &str| id.is_empty() || is_id(id);
        let good = lines.lines().all(|line| {
            let mut parts = line.split(';');
            let known = [parts.next().is_some_and(one), parts.next().is_some_and(ids), parts.next().is_some_and(ids)];
            known == [true; 3] && parts.next().is_some_and(one) && parts.next().is_none()
        });
        (good && lines.lines().count() == claims).then_some(mentions)
    }

    /// All of them as text, for keeping.
    pub(crate) fn lines(&self) -> &str {
        &self.lines
    }

    /// Claim by claim.
    pub fn claims(&self) -> impl Iterator<Item = Mention<'_>> {
        self.lines.lines().map(|line| {
            let mut parts = line.split(';').map(|part| Some(part).filter(|part| !part.is_empty()));
            let mut next = || parts.next().flatten();
            Mention {
                speaker: next(),
                via: next().unwrap_or_default(),
                about: next().unwrap_or_default(),
                origin: next(),
            }
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
        listed(self.via)
    }

    /// Whom and what it is about.
    pub fn about(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        listed(self.about)
    }
}

fn listed(ids: &str) -> impl Iterator<Item = &str> {
    ids.split(' ').filter(|id| !id.is_empty())
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
        for (bad, claims) in [(";;;\n", 2), (";;\n", 1), ("\u{1b};;;\n", 1), (";;;;\n", 1), (";a  b;;\n", 1), ("-a;;;\n", 1)]
        {
            assert_eq!(Mentions::read(bad, claims), None, "{bad:?}");
        }
    }
}
