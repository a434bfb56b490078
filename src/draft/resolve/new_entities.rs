//! Actors that an article names and the register does not have.

use std::ops::Range;

use ecow::EcoString;
use hashbrown::{HashMap, HashSet};

use super::super::NewEntity;
use super::super::countries::Countries;
use super::super::lexicon::{ENGLISH, class};
use super::super::register::Register;
use super::super::words::{Word, fold};
use super::names::{is_pronoun, phrase_length};
use super::{Mention, titles};
use crate::briefing::{EntityId, Schema};

/// Words that may stand within a name in lower case: `Organization of American States`, `Charles de Gaulle`.
const WITHIN: [&str; 14] = ["of", "the", "for", "de", "du", "des", "la", "le", "von", "van", "bin", "al", "el", "and"];

/// Maximum number of bytes of a headline.
const MAX_HEADING: usize = 300;

/// Maximum number of bytes before the first word of a sentence.
const MAX_MARKS: usize = 8;

/// Articles before an office: `Åse Ek, the minister of ports`.
const ARTICLES: [&str; 6] = ["the", "a", "an", "le", "la", "un"];

/// A name, with where it stands.
struct Name {
    folded: String,
    words: Range<usize>,
}

/// Returns the actors with names of several words that the register does not have, in the article's order.
///
/// `speakers` are the folded names of speakers.
pub(in crate::draft) fn new_entities(
    article: &str,
    words: &[Word],
    mentions: &[Mention],
    sentences: &[Range<usize>],
    speakers: &HashSet<EcoString>,
    register: &Register,
) -> Vec<NewEntity> {
    let names = names(article, words, mentions, sentences);
    let mut entities: Vec<(NewEntity, String)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut ids: HashSet<EntityId> = HashSet::new();
    for name in &names {
        let range = words[name.words.start].range.start..words[name.words.end - 1].range.end;
        let known = numbers.get(&name.folded).copied();
        let number = known.or_else(|| {
            let is_speaker = speakers.contains(name.folded.as_str());
            let schema = schema(article, words, name, is_speaker)?;
            let text = article[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let entity = NewEntity {
                id: id(&text, register, &mut ids)?,
                schema,
                name: text,
                alias: Vec::new(),
                position: Vec::new(),
                sentences: Vec::new(),
            };
            numbers.insert(name.folded.clone(), entities.len());
            entities.push((entity, name.folded.clone()));
            Some(entities.len() - 1)
        });
        let Some(number) = number else { continue };
        let entity = &mut entities[number].0;
        add_sentence(entity, sentences, &range);
        if entity.schema == Schema::Person
            && let Some(position) = position(article, words, name)
            && !entity.position.contains(&position)
        {
            entity.position.push(position);
        }
    }
    add_surnames(article, words, mentions, sentences, &mut entities);
    entities.into_iter().map(|(entity, _)| entity).collect()
}

/// Finds runs of two or more words with capitals that no actor of the register has.
fn names(article: &str, words: &[Word], mentions: &[Mention], sentences: &[Range<usize>]) -> Vec<Name> {
    let is_mentioned = |at: usize| {
        let start = words[at].range.start;
        let before = mentions.partition_point(|mention| mention.range.end <= start);
        mentions.get(before).is_some_and(|mention| mention.range.start <= start)
    };
    let sentence = |at: usize| sentences.partition_point(|sentence| sentence.end <= words[at].range.start);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_name_word(&words[at]) || is_mentioned(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let continues = |end: usize| {
            !words[end].apart && !words[end - 1].possessive && !is_mentioned(end) && sentence(end) == sentence(end - 1)
        };
        while end < words.len() && continues(end) {
            let within = WITHIN.contains(&words[end].folded.as_str());
            let next =
                words.get(end + 1).is_some_and(|next| is_name_word(next) && !next.apart && !is_mentioned(end + 1));
            let joins = within && next && words[end].folded != "and";
            if !joins && !is_name_word(&words[end]) {
                break;
            }
            end += 1;
        }
        let mut start = at;
        // The first word of a sentence has a capital anyway, and titles are no part of a name.
        while start < end
            && (titles::is_title(&words[start].folded)
                || Countries::get().code(&words[start].folded).is_some() && end - start > 1
                || is_opening(article, &words[start], sentences))
        {
            start += 1;
        }
        if end - start >= 2 && end - start <= 6 && !is_heading(article, &words[start..end], sentences) {
            let folded = words[start..end].iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
            found.push(Name { folded, words: start..end });
        }
        at = end;
    }
    found
}

fn is_name_word(word: &Word) -> bool {
    let closed = class::TIME
        | class::DETERMINER
        | class::PREPOSITION
        | class::SUBORDINATOR
        | class::COORDINATOR
        | class::AUXILIARY;
    word.capital && !is_pronoun(&word.folded) && ENGLISH.entry(&word.folded).class & closed == 0
}

/// Returns whether a word begins a sentence and is no name: the language's lists have it.
fn is_opening(article: &str, word: &Word, sentences: &[Range<usize>]) -> bool {
    let number = sentences.partition_point(|sentence| sentence.end <= word.range.start);
    let near = |sentence: &&Range<usize>| word.range.start.saturating_sub(sentence.start) < MAX_MARKS;
    let first = sentences
        .get(number)
        .filter(near)
        .is_some_and(|sentence| article[sentence.start..word.range.start.max(sentence.start)].trim().is_empty());
    first && (word.folded.ends_with("ly") || word.folded.ends_with("ing") || ENGLISH.entry(&word.folded).class != 0)
}

/// Returns whether a name is a whole sentence, as a headline is.
fn is_heading(article: &str, name: &[Word], sentences: &[Range<usize>]) -> bool {
    let start = name[0].range.start;
    let number = sentences.partition_point(|sentence| sentence.end <= start);
    let Some(sentence) = sentences.get(number) else { return true };
    let text = &article[sentence.clone()];
    if text.len() > MAX_HEADING {
        return false;
    }
    let words = text.split_whitespace().filter(|word| word.len() > 3);
    let (capitals, all) = words.fold((0, 0), |(capitals, all), word| {
        (capitals + usize::from(word.starts_with(|c: char| !c.is_lowercase())), all + 1)
    });
    !text.ends_with(['.', '!', '?', '”', '"']) && capitals * 4 >= all * 3
}

/// Guesses the schema of a name, or returns `None` if nothing tells that it is an actor.
fn schema(article: &str, words: &[Word], name: &Name, is_speaker: bool) -> Option<Schema> {
    let own = &words[name.words.clone()];
    let any = |is: fn(&str) -> bool| own.iter().any(|word| is(&word.folded));
    let before = name.words.start.checked_sub(1).map(|at| &words[at]).filter(|_| !own[0].apart);
    if Countries::get().is_country(&name.folded) {
        return Some(Schema::Country);
    }
    if any(titles::is_event) {
        return Some(Schema::Event);
    }
    if any(titles::is_public_body) {
        return Some(Schema::PublicBody);
    }
    if any(titles::is_organization) {
        return Some(Schema::Organization);
    }
    if any(titles::is_place) {
        return Some(Schema::Place);
    }
    let titled = before.is_some_and(|before| titles::is_title(&before.folded));
    let plain = own.iter().all(|word| word.capital) && own.len() <= 3;
    let apposed = plain && position(article, words, name).is_some();
    if titled || apposed || (is_speaker && plain) {
        return Some(Schema::Person);
    }
    let in_place = before.is_some_and(|before| matches!(before.folded.as_str(), "in" | "near" | "at"));
    if in_place && plain {
        return Some(Schema::Place);
    }
    let definite = before.is_some_and(|before| before.folded == "the") || own.iter().any(|word| word.folded == "of");
    definite.then_some(Schema::Organization)
}

/// Returns the office that the article gives a person, after or before the name.
fn position(article: &str, words: &[Word], name: &Name) -> Option<String> {
    let next = words.get(name.words.end)?;
    let last = &words[name.words.end - 1];
    let between = article[last.range.end..next.range.start].trim();
    let article_word = ARTICLES.contains(&next.folded.as_str());
    if between == "," && (article_word || titles::is_title(&next.folded)) {
        let after = words.get(name.words.end + 1).filter(|_| article_word);
        // In French, `a` is a verb.
        let verb = after.is_some_and(|after| article[after.range.clone()].ends_with('é'));
        let from = after.map_or(next.range.start, |after| after.range.start);
        let office = article[from..from + phrase_length(&article[from..])].trim();
        let short = office.split_whitespace().count() <= 10;
        return (short && !verb && !office.is_empty() && !office.contains(" who ")).then(|| office.to_owned());
    }
    let start = (0..name.words.start).rev().take_while(|at| {
        let word = &words[*at];
        let joined = !words[at + 1].apart;
        joined
            && (titles::is_title(&word.folded)
                || titles::is_spokesperson(&word.folded)
                || Countries::get().code(&word.folded).is_some())
    });
    let start = start.last()?;
    let title =
        words[start..name.words.start].iter().any(|word| word.folded.len() > 3 && titles::is_title(&word.folded));
    title.then(|| article[words[start].range.start..words[name.words.start].range.start].trim().to_owned())
}

/// Adds the places where a person's last name stands alone.
fn add_surnames(
    article: &str,
    words: &[Word],
    mentions: &[Mention],
    sentences: &[Range<usize>],
    entities: &mut [(NewEntity, String)],
) {
    let mut surnames: HashMap<String, Option<usize>> = HashMap::new();
    for (number, (entity, folded)) in
        entities.iter().enumerate().filter(|(_, (entity, _))| entity.schema == Schema::Person)
    {
        let _ = entity;
        let surname = folded.rsplit(' ').next().unwrap_or_default().to_owned();
        surnames.entry(surname).and_modify(|known| *known = None).or_insert(Some(number));
    }
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.capital) {
        let Some(Some(number)) = surnames.get(word.folded.as_str()).copied() else { continue };
        let mentioned = mentions.binary_search_by_key(&word.range.start, |mention| mention.range.start).is_ok();
        let alone = at == 0 || word.apart || !words[at - 1].capital || titles::is_title(&words[at - 1].folded);
        if alone && !mentioned {
            let entity = &mut entities[number].0;
            let alias = article[word.range.clone()].to_owned();
            add_sentence(entity, sentences, &word.range);
            if !entity.alias.contains(&alias) {
                entity.alias.push(alias);
            }
        }
    }
}

fn add_sentence(entity: &mut NewEntity, sentences: &[Range<usize>], range: &Range<usize>) {
    let number = sentences.partition_point(|sentence| sentence.end <= range.start);
    let Some(sentence) = sentences.get(number) else { return };
    let at = entity.sentences.partition_point(|known| known.start < sentence.start);
    if entity.sentences.get(at) != Some(sentence) {
        entity.sentences.insert(at, sentence.clone());
    }
}

/// Returns an id made of the letters of a name, which neither the register nor another new actor has.
fn id(name: &str, register: &Register, taken: &mut HashSet<EntityId>) -> Option<EntityId> {
    let folded = fold(name);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let base = parts.join("-");
    let candidates = (1..100).map(|number| if number == 1 { base.clone() } else { format!("{base}-{number}") });
    let id = candidates.filter_map(|id| EntityId::parse(&id)).find(|id| !register.has_id(id) && !taken.contains(id))?;
    taken.insert(id.clone());
    Some(id)
}
