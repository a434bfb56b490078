//! The front door: from an article's stored text to what is proposed of it.

use std::ops::Range;

use super::attribution::Attribution;
use super::claim_text::{claim_text, with_name, with_verb};
use super::dates::{Dates, within};
use super::kind;
use super::language::Language;
use super::passage::Passages;
use super::reading::{Reading, Sentence};
use super::register::Register;
use super::resolve::{Resolver, mentions, new_entities};
use super::words::fold;
use super::{By, DatedBy, Draft, Flag, Named, Proposal};
use crate::briefing::{Day, Genre, Kind, paragraphs};

/// What is known of an article beside its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication, from which "on Tuesday" is counted.
    pub published: Option<Day>,
    /// The language, as a BCP 47 tag. `None`: it is guessed.
    pub language: Option<String>,
    /// The genre.
    pub genre: Option<Genre>,
}

/// Proposes a claim for each sentence of an article, and actors that the register does not have.
///
/// In English and French, what somebody says is attributed. In other languages each sentence is proposed, and each of its
/// quotations, without a speaker. Takes time in proportion to the length of the article.
pub fn propose(article: &str, options: &Options, register: &Register) -> Draft {
    let language = Language::new(options.language.as_deref(), article);
    let paragraphs = paragraphs(article);
    let reading = Reading::new(article, &paragraphs, language.lexicon());
    let mentions = mentions(&reading.words, register);
    let mut proposer = Proposer {
        article,
        options,
        reading: &reading,
        resolver: Resolver::new(article, register, &reading.words, &mentions),
        passages: Passages::new(article, &paragraphs),
        proposals: Vec::new(),
        date: None,
    };
    for sentence in &reading.sentences {
        proposer.add(sentence, language);
    }
    let mut proposals = proposer.proposals;
    proposals.sort_by_key(|proposal| proposal.spans[0].start);
    let sentences: Vec<_> = reading.sentences.iter().map(|sentence| sentence.range.clone()).collect();
    let named = proposals.iter().flat_map(|proposal| &proposal.speaker).filter(|named| named.id.is_none());
    let speakers = named.map(|named| fold(&named.words)).collect();
    let entities = new_entities(article, &reading.words, &mentions, &sentences, &speakers, register);
    Draft { proposals, entities }
}

/// Makes the proposals of one article, sentence by sentence.
struct Proposer<'a> {
    article: &'a str,
    options: &'a Options,
    reading: &'a Reading,
    resolver: Resolver<'a>,
    passages: Passages<'a>,
    proposals: Vec<Proposal>,
    /// The date that the sentence gives.
    date: Option<DatedBy>,
}

impl Proposer<'_> {
    fn add(&mut self, sentence: &Sentence, language: Language) {
        let attributions = &self.reading.attributions[sentence.attributions.clone()];
        self.date = self.dates().date(within(&self.reading.words, &sentence.range));
        if !sentence.continues && !is_covered(sentence, attributions) {
            self.add_own_voice(sentence);
        }
        for attribution in attributions {
            self.add_attributed(attribution, sentence);
        }
        if language == Language::Other {
            for quotation in sentence.quotations.iter().filter(|quotation| **quotation != sentence.range) {
                let mut proposal = self.proposal(vec![quotation.clone()], sentence, Kind::Statement);
                proposal.flags.push(Flag::SpeakerUnknown);
                self.proposals.push(proposal);
            }
        }
        if let Some(subject) = sentence.subject.as_ref().filter(|_| attributions.is_empty()) {
            self.resolver.subject(subject);
        }
    }

    fn dates(&self) -> Dates {
        Dates { published: self.options.published }
    }

    fn add_own_voice(&mut self, sentence: &Sentence) {
        let words = within(&self.reading.words, &sentence.range);
        let kind = kind::own_voice(words, self.options.genre);
        let mut proposal = self.proposal(vec![sentence.range.clone()], sentence, kind);
        if let Some(first) = words.first().filter(|first| first.range.start == sentence.range.start)
            && let Some(name) = self.resolver.stands_for(&first.folded)
        {
            proposal.text = with_name(&proposal.text, &self.article[first.range.clone()], name);
        }
        self.proposals.push(proposal);
    }

    fn add_attributed(&mut self, attribution: &Attribution, sentence: &Sentence) {
        let content: Vec<_> =
            attribution.content.iter().flat_map(|range| within(&self.reading.words, range).to_vec()).collect();
        let kind = kind::attributed(attribution, &content);
        let mut proposal = self.proposal(attribution.content.clone(), sentence, kind);
        let mut flags = Vec::new();
        for span in &attribution.speakers {
            let (named, why) = self.resolver.speaker(span);
            proposal.speaker.extend(named);
            flags.extend(why);
        }
        if attribution.speakers.is_empty() {
            flags.push(Flag::SpeakerUnknown);
        }
        if attribution.guessed {
            flags.push(Flag::SpeakerGuessed);
        }
        if attribution.keeps_verb
            && let Some(text) = self.with_verb(attribution, &proposal.speaker)
        {
            proposal.text = text;
        }
        flags.append(&mut proposal.flags);
        proposal.flags = flags;
        proposal.about = self.resolver.about(&proposal.spans, &proposal.speaker);
        proposal.via = attribution.listener.iter().filter_map(|listener| self.resolver.via(listener)).collect();
        proposal.cue.clone_from(&attribution.cue);
        self.proposals.push(proposal);
    }

    /// Returns the text of a claim that its verb belongs to, if the speaker stands before it.
    fn with_verb(&self, attribution: &Attribution, speaker: &[Named]) -> Option<String> {
        let cue = attribution.cue.as_ref()?;
        let rest = cue.start..attribution.content.last()?.end;
        let [one] = speaker else { return None };
        (attribution.content.len() == 1 && rest.start < rest.end).then(|| with_verb(self.article, &one.words, &rest))
    }

    fn proposal(&mut self, spans: Vec<Range<usize>>, sentence: &Sentence, kind: Kind) -> Proposal {
        let all = spans[0].start..spans[spans.len() - 1].end;
        let passage = self.passages.passage(&all);
        let mut flags = Vec::new();
        if passage.is_none() {
            flags.push(Flag::PassageTwice);
        }
        if sentence.open {
            flags.push(Flag::QuotationOpen);
        }
        let own = (all != sentence.range).then(|| self.dates().date(within(&self.reading.words, &all))).flatten();
        let date = own.or_else(|| self.date.clone());
        Proposal {
            text: claim_text(self.article, &spans),
            about: self.resolver.about(&spans, &[]),
            spans,
            speaker: Vec::new(),
            cue: None,
            via: Vec::new(),
            kind,
            date,
            passage,
            flags,
            by: By::Rules,
        }
    }
}

/// Returns whether attributions have most of a sentence, so that nothing else of it is to be proposed.
fn is_covered(sentence: &Sentence, attributions: &[Attribution]) -> bool {
    let inner = |range: &Range<usize>| range.start.max(sentence.range.start)..range.end.min(sentence.range.end);
    let ranges = attributions
        .iter()
        .flat_map(|attribution| attribution.content.iter().chain(&attribution.cue).chain(&attribution.speakers));
    let covered: usize = ranges.map(inner).map(|range| range.len()).sum();
    covered * 2 > sentence.range.len()
}
