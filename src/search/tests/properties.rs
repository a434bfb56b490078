//! Properties that hold for every query.

use super::*;
use crate::search::explain::Explainer;
use crate::search::ranking::choices::Choices;
use crate::search::ranking::selection::Selection;
use crate::search::ranking::selector::select;
use crate::search::searcher::PLENTY;
use std::ops::Range;

/// Queries that find something, and arbitrary ones.
fn query() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{1,9}",
        "[-=\"a-cлé' .:]{0,12}",
        prop::sample::select(vec![
            "mali",
            "goita",
            "goyta",
            "rus",
            "lavrv",
            "wheat",
            "minister",
            "21.9",
            "burkinafaso",
            "moder nisation",
            "by:lavrov",
            "-wagner",
            "-kind:opinion",
            "kind:f",
            "\"burkina faso\"",
            "\"of the\"",
            "\"in the\"",
            "\"of the government of\"",
            "\"president of the\"",
            "=mali",
            "about:mali",
            "date:2025",
            "source:reuters",
            "in:neo",
            "王",
            "лав",
            "sassou-nguesso",
            "lvrv",
            "rad",
            "the",
            "of",
            "opinion",
            "d'ivoire",
            "goyta | wheat",
            "lavrv|traore | kind:denial",
            "\"armed forces\" | -mali",
            "in:neo,starfolk",
            "!wagner",
            "NOT genre:news",
            "relation:disputes",
            "schema:person",
            "kidn:fact",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(word, 0..4).prop_map(|words| words.join(" "))
}

fn scope() -> impl Strategy<Value = Scope> {
    prop::sample::select(vec![Scope::Everything, Scope::Documents, Scope::Entities, Scope::Claims])
}

/// Entities with arbitrary names.
fn any_corpus() -> impl Strategy<Value = Searcher> {
    let text =
        prop_oneof![any::<String>(), "[a-cßİıﬁé\u{308}\u{301}王毅Лл ’-]{1,20}", "(e\u{301}|ﬁ|ß|İ|👩‍👩‍👧|각|क्षि|.){1,8}",];
    prop::collection::vec(text, 1..6).prop_map(|texts| {
        let entity = |(at, text): (usize, &String)| {
            let name = serde_json::to_string(&format!("x{text}")).expect("a string");
            format!("- {{id: e{at}, schema: Person, name: {name}}}")
        };
        let entities = texts.iter().enumerate().map(entity).collect::<Vec<_>>().join("\n");
        indexed(corpus(&[("entities.yaml", &entities)]))
    })
}

/// Returns the words of a folded text in three readings: as runs, and with the first or last form of figures and initials.
fn readings(folded: &str) -> [Vec<String>; 3] {
    let read = |form: fn(
        Vec<crate::search::analysis::tokens::WordForm>,
    ) -> Option<crate::search::analysis::tokens::WordForm>| {
        let mut words = Vec::new();
        for compound in crate::search::analysis::tokens::compounds(folded) {
            let whole = compound.is_whole(folded).then(|| form(compound.forms(folded))).flatten();
            match whole {
                Some(form) => words.push(form.word),
                None => words.extend(compound.parts.iter().map(|part| folded[part.clone()].to_owned())),
            }
        }
        words
    };
    [read(|_| None), read(|forms| forms.into_iter().next()), read(|mut forms| forms.pop())]
}

/// Returns whether words follow each other in a folded text, with any signs between them. In scripts without spaces the
/// letters suffice.
fn stands_apart(text: &str, words: &str) -> bool {
    if words.starts_with(crate::search::analysis::segmentation::is_unspaced) {
        return text.contains(words);
    }
    let mut asked = readings(words).to_vec();
    let initials = asked.iter().map(|words| crate::search::analysis::tokens::with_initials(words)).collect::<Vec<_>>();
    asked.extend(initials);
    readings(text).iter().any(|text| asked.iter().any(|words| text.windows(words.len().max(1)).any(|run| run == words)))
}

/// Returns the records that match a query with some fuzziness, listed or not.
fn with(reach: Fuzziness, query: &Query) -> Vec<Record> {
    let ranker = SHIPPED.ranker(Scope::Everything, &|| false);
    let selection = Selection { ranker: &ranker, filter: None, bonuses: &[], limit: 0 };
    let matching = select(&selection, &Plan::new(SHIPPED.index(), query, reach).clauses).matching;
    matching.iter().map(|number| ranker.records.record(number)).collect()
}

fn ranges(hit: &Hit) -> &[Range<usize>] {
    &hit.why.as_ref().expect("it was asked why").ranges
}

fn sound(indexed: &Searcher, answer: &Answer) -> Result<(), TestCaseError> {
    use unicode_segmentation::UnicodeSegmentation as _;
    for hit in &answer.hits {
        let shown = indexed.corpus().shown(hit.record).as_str();
        let mut bounds: Vec<_> = shown.grapheme_indices(true).map(|(at, _)| at).collect();
        bounds.push(shown.len());
        let mut last = 0;
        let ranges = ranges(hit);
        for (nth, range) in ranges.iter().enumerate() {
            prop_assert!(range.start < range.end);
            prop_assert!(nth == 0 || last < range.start, "apart: {:?}", ranges);
            prop_assert!(bounds.contains(&range.start) && bounds.contains(&range.end), "{} {:?}", shown, range);
            last = range.end;
        }
    }
    let order: Vec<_> = answer.hits.iter().map(|hit| (std::cmp::Reverse(hit.score), hit.record)).collect();
    prop_assert!(order.is_sorted(), "{:?}", order);
    Ok(())
}

proptest! {
    // Each case searches the whole built-in corpus at least once, in an unoptimized build.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_query_has_a_sound_answer(text in query(), scope in scope(), limit in 0_usize..40) {
        let query = Query::parse(&text);
        let all = SHIPPED.search(&Request { scope, ..Request::new(query.clone(), usize::MAX) });
        sound(&SHIPPED, &all)?;
        prop_assert_eq!(all.total, all.hits.len());
        let some = SHIPPED.search(&Request { scope, ..Request::new(query.clone(), limit) });
        prop_assert_eq!(some.total, all.total);
        prop_assert_eq!(&some.hits[..], &all.hits[..limit.min(all.total)], "the same, only fewer");
    }

    #[test]
    fn a_scope_is_a_part_of_everything(text in query(), scope in scope()) {
        let kind = |record| match record {
            Record::Entity(_) => Scope::Entities,
            Record::Document(_) => Scope::Documents,
            Record::Claim(_) => Scope::Claims,
            Record::Outlet(_) | Record::Origin(_) => Scope::Sources,
        };
        let mut everything = ask(&SHIPPED, &text, Scope::Everything);
        everything.hits.retain(|hit| scope == Scope::Everything || kind(hit.record) == scope);
        prop_assert_eq!(everything.hits, ask(&SHIPPED, &text, scope).hits);
    }

    #[test]
    fn any_text_is_searched_soundly(indexed in any_corpus(), typed in any::<String>(), cut in (0_usize..20, 1_usize..6)) {
        sound(&indexed, &ask(&indexed, &typed, Scope::Everything))?;
        // Part of a name.
        for entity in indexed.corpus().entities().collect::<Vec<_>>() {
            let name = indexed.corpus().entity(entity).name.clone();
            let piece: String = name.as_str().chars().skip(cut.0).take(cut.1).collect();
            sound(&indexed, &ask(&indexed, &piece, Scope::Everything))?;
            // The whole name, exactly.
            let exact = ask(&indexed, &format!("\"{}\"", name.as_str().replace(['"', '“', '”', '„', '«', '»'], " ")), Scope::Entities);
            sound(&indexed, &exact)?;
        }
    }

    #[test]
    fn highlights_fold_to_what_was_typed(indexed in any_corpus(), at in 0_usize..12) {
        // The query is the beginning of each word. Marks must cover what was typed.
        for entity in indexed.corpus().entities().collect::<Vec<_>>() {
            let folded = fold(indexed.corpus().entity(entity).name.as_str());
            let mut words = Vec::new();
            crate::search::analysis::tokens::each_word(&folded, |word, _, sort| words.extend((sort == crate::search::analysis::tokens::TokenKind::Part).then(|| word.to_owned())));
            let Some(word) = words.get(at % words.len().max(1)) else { continue };
            let typed: String = word.chars().take(3).collect();
            let answer = ask(&indexed, &format!("{typed} "), Scope::Entities);
            let hit = answer.hits.iter().find(|hit| hit.record == Record::Entity(entity));
            let Some(hit) = hit else { return Err(TestCaseError::fail(format!("{typed} is in {folded}"))) };
            let name = indexed.corpus().shown(hit.record).as_str();
            let marked: Vec<_> = ranges(hit).iter().map(|range| fold(&name[range.clone()])).collect();
            prop_assert!(marked.iter().any(|marked| marked.contains(&typed)), "{typed} in {name}: {marked:?}");
        }
    }

    #[test]
    fn another_word_never_finds_more(first in "[a-z]{1,8}", second in prop::sample::select(vec!["mali", "russia", "minister", "the", "goyta", "-mali", "=of", "by:lavrov", "kind:fact"])) {
        // A common word is required only where it stands alone.
        prop_assume!(!SHIPPED.index().languages().is_stop_word(&first));
        let (typed, whole) = (Query::parse(&first), Query::parse(&format!("{second} {first}")));
        let plan = Plan::new(SHIPPED.index(), &whole, Fuzziness::Full);
        // If two of them are one word, the query means something else.
        prop_assume!(!plan.clauses.iter().any(|need| matches!(need, crate::search::matching::plan::Clause::Boost(..))));
        // Another word can only narrow the literal matches, and only narrow all matches. A kind lists one or the other.
        for reach in [Fuzziness::Prefixes, Fuzziness::Full] {
            let many = with(reach, &typed);
            prop_assert!(with(reach, &whole).iter().all(|record| many.contains(record)));
        }
    }

    #[test]
    fn the_order_of_words_does_not_change_what_is_found(words in prop::collection::vec("[a-z]{4,8}|mali|russia|minister|goyta|wheat", 2..4)) {
        let records = |words: &[String]| {
            let mut records: Vec<_> = ask(&SHIPPED, &words.join(" "), Scope::Everything).hits.iter().map(|hit| (hit.record, hit.score)).collect();
            records.sort();
            records
        };
        let plan = |words: &[String]| Plan::new(SHIPPED.index(), &Query::parse(&words.join(" ")), Fuzziness::Full);
        let joined = |plan: Plan| plan.clauses.iter().any(|need| matches!(need, crate::search::matching::plan::Clause::Boost(..)));
        let reversed: Vec<_> = words.iter().rev().cloned().collect();
        prop_assume!(!joined(plan(&words)) && !joined(plan(&reversed)));
        prop_assert_eq!(records(&words), records(&reversed));
    }

    #[test]
    fn searching_agrees_with_reading_every_record(text in query(), scope in scope()) {
        let (corpus, index) = (SHIPPED.corpus(), SHIPPED.index());
        let query = Query::parse(&text);
        let plans = SHIPPED.plans(&query);
        let [plan, _] = &plans;
        let filtered = query.conditions().iter().any(|term| matches!(term.kind, query::ConditionKind::Filter(_)));
        let records = RecordIds::new(corpus, scope);
        let choices = Choices::new(&SHIPPED.ranker(Scope::Everything, &|| false), &query);
        if plan.clauses.is_empty() || !plan.excluded.is_empty() || filtered || choices.filter.is_some() || query.is_wrong() {
            return Ok(());
        }
        let mut explainer = Explainer::new(corpus, index, &plans);
        let bonuses = crate::search::ranking::ranker::whole_name_bonuses(index, plan);
        let mut names = Explainer::new(corpus, index, &plans);
        // Explainers cache by leaf number, so each plan needs its own.
        let only = [Plan::new(index, &query, Fuzziness::Exact).or_among(&choices.among)];
        let mut exact = Explainer::new(corpus, index, &only);
        let mut score = |plan, record| {
            let bonus = bonuses.iter().find(|(other, _)| *other == record).map_or(0, |(_, points)| *points);
            Some(explainer.points(plan, record)? + bonus)
        };
        let mut read = Vec::new();
        for kind in [Scope::Entities, Scope::Documents, Scope::Claims] {
            let of_kind: Vec<_> = records.range(kind).map(|number| records.record(number)).collect();
            let as_typed: Vec<_> = of_kind.iter().filter_map(|record| Some((*record, score(&plans[0], *record)?))).collect();
            let exactly = of_kind.iter().any(|record| exact.points(&only[0], *record).is_some());
            if kind == Scope::Entities || !exactly && as_typed.len() < PLENTY {
                let rest = of_kind.iter().filter(|record| !as_typed.iter().any(|(other, _)| other == *record));
                let rest: Vec<_> = rest.filter_map(|record| Some((*record, score(&plans[1], *record)?))).collect();
                // Only entities must match by their names.
                let known = kind == Scope::Entities && !as_typed.is_empty();
                read.extend(rest.into_iter().filter(|(record, _)| !known || names.is_misspelt_in_names_only(*record)));
            }
            read.extend(as_typed);
        }
        read.sort_by_key(|(record, score)| (std::cmp::Reverse(*score), *record));
        let found: Vec<_> = ask(&SHIPPED, &text, scope).hits.iter().map(|hit| (hit.record, hit.score)).collect();
        prop_assert_eq!(found, read);
    }

    #[test]
    fn a_filter_only_narrows(text in query(), filter in prop::sample::select(vec!["kind:fact", "-kind:statement", "by:lavrov", "-mali"])) {
        // A query of only negations and filters matches everything else.
        prop_assume!(Query::parse(&text).conditions().iter().any(|term| !term.negated && matches!(term.kind, query::ConditionKind::Word(_))));
        // A leading bar would make the filter an alternative.
        prop_assume!(!text.trim_start().starts_with('|'));
        let many: Vec<_> = ask(&SHIPPED, &text, Scope::Everything).hits.iter().map(|hit| hit.record).collect();
        // In front, so that an open quotation mark does not swallow it.
        let few = ask(&SHIPPED, &format!("{filter} {text}"), Scope::Everything).hits;
        prop_assert!(few.iter().all(|hit| many.contains(&hit.record)), "{} {}", filter, text);
    }

    #[test]
    fn the_parts_of_a_score_add_up_to_it(text in query(), scope in scope()) {
        let query = Query::parse(&text);
        let hits = SHIPPED.search(&Request { scope, ..Request::new(query.clone(), 20) }).hits;
        for (hit, account) in hits.iter().zip(SHIPPED.accounts(&query, &hits)) {
            prop_assert_eq!(hit.score, account.score(), "{:?}", account);
            for step in account.counted.iter().flat_map(|counted| &counted.steps) {
                let worth = step.tier_points * step.field_percent / 100 + step.brevity;
                prop_assert_eq!(step.points, worth * step.role_percent / 100, "{:?}", step);
            }
        }
    }

    #[test]
    fn nothing_fuzzy_comes_back_for_what_is_asked_exactly(
        words in prop::collection::vec(prop_oneof![
            "[a-z]{1,7}",
            prop::sample::select(vec!["mali", "lavrv", "goyta", "wheat", "minister", "of", "the", "burkina", "faso", "王", "лавров", "21"]).prop_map(str::to_owned),
        ], 1..3),
        scope in scope(),
    ) {
        let exact = words.join(" ");
        let query = if words.len() == 1 { format!("={exact}") } else { format!("\"{exact}\"") };
        for hit in ask(&SHIPPED, &query, scope).hits {
            let mut found = false;
            for (_, owner) in explain::related_owners(SHIPPED.corpus(), hit.record) {
                owner.texts(SHIPPED.corpus(), &mut |_, text| found |= stands_apart(&fold(text), &exact));
            }
            prop_assert!(found, "{}: {:?}", query, hit);
        }
    }

    #[test]
    fn a_phrase_is_in_the_claims_that_have_it_as_it_stands(
        texts in prop::collection::vec("([ab]{1,2}|é|1,5|a-b|b'a|王毅)([ ,.'-]{1,2}([ab]{1,2}|é|王毅)){0,8}", 1..12),
        words in prop::collection::vec("[ab]{1,2}|e", 1..4),
    ) {
        let quoted = |text: &String| serde_json::to_string(text).expect("a string");
        let claim = |(at, text): (usize, &String)| format!("  - {{id: n{at}, text: {}, kind: opinion}}", quoted(text));
        let claims = texts.iter().enumerate().map(claim).collect::<Vec<_>>().join("\n");
        let document = format!("title: x\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n{claims}\n");
        let indexed = indexed(corpus(&[("d.yaml", &document)]));
        let phrase = words.join(" ");
        let mut found: Vec<_> = ask(&indexed, &format!("\"{phrase}\""), Scope::Claims).hits.iter().map(|hit| hit.record).collect();
        found.sort();
        let read = indexed.corpus().claims().filter(|claim| stands_apart(&fold(indexed.corpus().claim(*claim).text.as_str()), &phrase));
        prop_assert_eq!(found, read.map(Record::Claim).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_asked_exactly_is_found_and_marked_as_it_stands(indexed in any_corpus(), at in 0_usize..12) {
        for entity in indexed.corpus().entities().collect::<Vec<_>>() {
            let name = indexed.corpus().entity(entity).name.as_str();
            let folded = fold(name);
            let mut words = Vec::new();
            crate::search::analysis::tokens::each_word(&folded, |word, _, sort| words.extend((sort == crate::search::analysis::tokens::TokenKind::Part).then(|| word.to_owned())));
            let Some(word) = words.get(at % words.len().max(1)) else { continue };
            let answer = ask(&indexed, &format!("={word}"), Scope::Entities);
            let hit = answer.hits.iter().find(|hit| hit.record == Record::Entity(entity));
            let Some(hit) = hit else { return Err(TestCaseError::fail(format!("{word} is in {folded}"))) };
            prop_assert!(!ranges(hit).is_empty(), "{} in {}", word, name);
            for range in ranges(hit) {
                let marked = fold(&name[range.clone()]);
                prop_assert!(marked.contains(word.as_str()), "{} in {}: {:?}", word, name, marked);
                // Exactly the graphemes of the word are marked, at each place.
                let graphemes = unicode_segmentation::UnicodeSegmentation::graphemes(&name[range.clone()], true).count();
                let letters = word.chars().count() * marked.matches(word.as_str()).count();
                // Invisible characters are shown as marks.
                let unseen = name[range.clone()].contains("<U+");
                prop_assert!(graphemes <= letters || unseen, "{} in {}: {:?}", word, name, marked);
            }
        }
    }

    #[test]
    fn exact_words_are_in_some_text_as_they_stand(entity in 0_usize..40, skip in 0_usize..3, take in 1_usize..3) {
        let corpus = SHIPPED.corpus();
        let Some(slot) = corpus.entities().nth(entity) else { return Ok(()) };
        let name = fold(corpus.entity(slot).name.as_str());
        let words: Vec<_> = name.split(' ').skip(skip).take(take).collect();
        let phrase = words.join(" ");
        let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric());
        if phrase.is_empty() {
            return Ok(());
        }
        let answer = ask(&SHIPPED, &format!("\"{phrase}\""), Scope::Entities);
        prop_assert!(answer.hits.iter().any(|hit| hit.record == Record::Entity(slot)), "{}", phrase);
        for hit in &answer.hits {
            let Record::Entity(slot) = hit.record else { continue };
            let mut found = false;
            Owner::Entity(slot).texts(corpus, &mut |_, text| found |= fold(text).contains(phrase));
            prop_assert!(found, "{} {:?}", phrase, hit);
        }
    }
}
