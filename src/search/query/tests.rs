//! How queries are parsed, and the messages about them.

use proptest::prelude::*;

use super::*;

fn problems(text: &str) -> Vec<String> {
    Query::parse(text).problems().map(ToString::to_string).collect()
}

fn word(word: &str) -> ConditionKind {
    ConditionKind::Word(QueryWord { parts: vec![word.to_owned()], forms: Vec::new() })
}

fn condition_kinds(text: &str) -> Vec<ConditionKind> {
    Query::parse(text).conditions().iter().map(|condition| condition.kind.clone()).collect()
}

#[test]
fn a_query_is_words_filters_and_exact_words() {
    let query = Query::parse("Wheat -fuel by:\"Sergey Lavrov\" -kind:op \"Strategic  goods\" =Mali");
    let negated: Vec<_> = query.conditions().iter().map(|condition| condition.negated).collect();
    assert_eq!(negated, [false, true, false, true, false, false]);
    let value = NameValue { typed: "Sergey Lavrov".to_owned(), words: vec!["sergey".to_owned(), "lavrov".to_owned()] };
    let kinds: Vec<_> = query.conditions().iter().map(|condition| condition.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            word("wheat"),
            word("fuel"),
            ConditionKind::Filter(vec![Filter::By(value)]),
            ConditionKind::Filter(vec![Filter::Kind(vec![Kind::Opinion])]),
            ConditionKind::Exact("strategic goods".to_owned()),
            ConditionKind::Exact("mali".to_owned()),
        ]
    );
    assert_eq!(query.problems().count(), 0);
}

#[test]
fn what_is_unfinished_asks_for_nothing() {
    for text in ["", "  ", "by:", "-by:", "-", "\"", "=", "-\"", "by:\"", "kind:", "date:", "date:20", "!?", "…"] {
        let query = Query::parse(text);
        assert!(query.is_empty() && query.problems().next().is_none(), "{text}: {query:?}");
    }
    assert_eq!(Query::parse("\"open quote"), Query::parse("\"open quote\""));
}

#[test]
fn compounds_are_looked_for_whole_and_in_parts() {
    let compound = |parts: &[&str], forms: &[&str]| {
        let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        ConditionKind::Word(QueryWord { parts: owned(parts), forms: owned(forms) })
    };
    assert_eq!(condition_kinds("pan-African"), [compound(&["pan", "african"], &["panafrican"])]);
    assert_eq!(condition_kinds("Lavrov's"), [compound(&["lavrov"], &["lavrovs"])]);
    assert_eq!(condition_kinds("21.9"), [compound(&[], &["21.9"])]);
}

#[test]
fn a_query_has_an_end() {
    assert_eq!(problems(&"ab ".repeat(20)), ["only the first 16 words and filters are searched for"]);
    assert_eq!(problems(&"a".repeat(65)), ["only the first 64 letters of a word are searched for"]);
    assert_eq!(problems(&"字".repeat(300)).len(), 2);
    assert_eq!(problems(&"a".repeat(64)), [""; 0]);
}

proptest! {
    #[test]
    fn any_text_is_a_query(text in any::<String>(), near in "([-!=\":,|a-c é'.]|by|kind|date|[0-9]| OR | NOT ){0,30}") {
        for text in [text, near] {
            let query = Query::parse(&text);
            let alternatives = query.choices().iter().flat_map(|choice| choice.alternatives.iter().flatten());
            prop_assert!(query.conditions().iter().chain(alternatives).map(Condition::len).sum::<usize>() <= MAX_CONDITIONS);
            prop_assert!(query.choices().iter().all(|choice| choice.alternatives.len() > 1));
            prop_assert_eq!(Query::parse(&text), query);
        }
    }
}

/// Prints a query: its conditions, then its choices in brackets.
fn read(text: &str) -> String {
    let query = Query::parse(text);
    let value = |value: &NameValue| value.words.join(" ");
    let filter = |filter: &Filter| match filter {
        Filter::By(name) => format!("by:{}", value(name)),
        Filter::About(name) => format!("about:{}", value(name)),
        Filter::In(name) => format!("in:{}", value(name)),
        Filter::Source(name) => format!("source:{}", value(name)),
        Filter::Origin(name) => format!("origin:{}", value(name)),
        Filter::With(name) => format!("with:{}", value(name)),
        Filter::Kind(kinds) => format!("kind:{}", kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join("+")),
        other => format!("{other:?}"),
    };
    let term = |condition: &Condition| {
        let what = match &condition.kind {
            ConditionKind::Word(word) if word.forms.is_empty() => word.parts.join("+"),
            ConditionKind::Word(word) => format!("{}/{}", word.parts.join("+"), word.forms.join("/")),
            ConditionKind::Exact(words) => format!("={words}"),
            ConditionKind::Address { typed, .. } => typed.clone(),
            ConditionKind::Filter(filters) => filters.iter().map(filter).collect::<Vec<_>>().join(","),
        };
        format!("{}{what}", if condition.negated { "-" } else { "" })
    };
    let conditions = |conditions: &[Condition]| conditions.iter().map(term).collect::<Vec<_>>().join(" ");
    let choices = query.choices.iter().map(|choice| {
        let alternatives: Vec<_> = choice.alternatives.iter().map(|alternative| conditions(alternative)).collect();
        format!("({})", alternatives.join(" | "))
    });
    let wrong = if query.is_wrong() { "wrong" } else { "" }.to_owned();
    let all = [conditions(&query.conditions)].into_iter().chain(choices).chain([wrong]).filter(|part| !part.is_empty());
    all.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_excludes_has_several_signs() {
    for (typed, meant) in [
        ("!wagner", "-wagner"),
        ("!!wagner --wagner !-wagner", "-wagner -wagner -wagner"),
        ("!kind:opinion -by:lavrov", "-kind:opinion -by:lavrov"),
        ("!\"armed forces\" !=aid", "-=armed forces -=aid"),
        ("mali NOT wagner", "mali -wagner"),
        ("NOT by:lavrov NOT -mali", "-by:lavrov -mali"),
        ("not wagner", "not wagner"),
        ("！wagner －mali", "-wagner -mali"),
        // A sign negates only before a word. Elsewhere it is punctuation.
        ("stop! pan-african! a!b", "stop pan+african/panafrican a b"),
        ("mali - wagner ! goita", "mali wagner goita"),
        ("! !? -- NOT", ""),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
}

#[test]
fn the_signs_of_fzf_never_mean_the_opposite() {
    for typed in ["^wagner", "wagner$", "'wagner", "'wagner'", "^wagner$", "wagner*", "+wagner", "~wagner"] {
        assert_eq!(read(typed), "wagner", "{typed}");
        assert_eq!(read(&format!("!{typed}")), "-wagner", "!{typed}");
    }
}

#[test]
fn alternatives_bind_tighter_than_the_space() {
    for (typed, meant) in [
        ("a b | c d", "a d (b | c)"),
        ("a|b", "(a | b)"),
        ("a | b | c", "(a | b | c)"),
        ("a | b c | d", "(a | b) (c | d)"),
        ("wagner OR \"africa corps\"", "(wagner | =africa corps)"),
        ("a OR b OR c", "(a | b | c)"),
        ("a AND b", "a b"),
        ("a or b and c", "a or b and c"),
        ("kind:fact | -by:diop | !=aid", "(kind:fact | -by:diop | -=aid)"),
        ("a ｜ b", "(a | b)"),
        ("10:30 | noon", "(10 30 | noon)"),
        // What is unfinished is no alternative yet.
        ("a | ", "a"),
        ("| a", "a"),
        ("a | | b", "(a | b)"),
        ("a | by: | -", "a"),
        ("|", ""),
        ("a OR", "a"),
        ("OR a", "or a"),
        ("=OR a \"a OR b\"", "=or a =a or b"),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
}

#[test]
fn a_filter_has_one_value_or_several() {
    for (typed, meant) in [
        ("kind:fact,opinion", "kind:fact,kind:opinion"),
        ("kind:o", "kind:opinion"),
        ("kind:f,o", "kind:fact+forecast,kind:opinion"),
        ("by:lavrov,diop x", "by:lavrov,by:diop x"),
        ("about:\"wang yi\",lavrov", "about:wang yi,about:lavrov"),
        ("about:lavrov,«wang, yi»", "about:lavrov,about:wang yi"),
        ("by:lavrov, diop mali", "by:lavrov,by:diop mali"),
        ("by:lavrov|diop", "by:lavrov,by:diop"),
        ("by:lavrov|by:diop", "(by:lavrov | by:diop)"),
        ("kind:fact | opinion", "(kind:fact | opinion)"),
        ("by:lavrov, -mali", "by:lavrov -mali"),
        ("by:lavrov,", "by:lavrov"),
        ("by:,lavrov", "by:lavrov"),
        ("-in:neo,starfolk", "-in:neo,in:starfolk"),
        ("said:diop", "by:diop"),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
    assert_eq!(Query::parse("date:2023,2025-04").conditions().len(), 1);
}

#[test]
fn a_space_beside_the_colon_does_not_tear_a_filter() {
    for (typed, meant) in [
        ("by: lavrov", "by:lavrov"),
        ("by:  lavrov mali", "by:lavrov mali"),
        ("by : lavrov", "by:lavrov"),
        ("by :lavrov", "by:lavrov"),
        ("by: \"sergey lavrov\"", "by:sergey lavrov"),
        ("kind: fact, opinion", "kind:fact,kind:opinion"),
        ("by: kind:fact", "kind:fact"),
        ("by: | mali", "mali"),
        ("by: -mali", "-mali"),
        ("in the kind : )", "in the kind"),
        ("by: ", ""),
        ("disputed: wheat", "Disputed(true) wheat"),
        ("disputed: no wheat", "Disputed(false) wheat"),
        ("disputed:no", "Disputed(false)"),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
    let unfinished = |text| Query::parse(text).unfinished().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(unfinished("mali by: kind:fact"), ["`by:` has no value; write by:ACTOR"]);
    assert_eq!(unfinished("disputed: by:lavrov mali"), [""; 0]);
    assert_eq!(unfinished("date:20").len(), 1);
}

#[test]
fn known_names_are_filters_in_any_letters() {
    for typed in ["Kind:fact", "KIND:FACT", "ｋｉｎｄ：fact", "kind:\"fact\"", "Kind: fact"] {
        assert_eq!(read(typed), "kind:fact", "{typed}");
    }
    for typed in ["first-hand:no", "First_Hand:no", "firsthand:no"] {
        assert_eq!(read(typed), "Firsthand(false)", "{typed}");
    }
    for typed in ["date:2025", "independent:2", "grade:2", "by:2", "in:2025-04-07-neo-aes-russia"] {
        assert!(
            matches!(Query::parse(typed).conditions(), [Condition { kind: ConditionKind::Filter(_), .. }]),
            "{typed}"
        );
    }
}

#[test]
fn what_is_no_filter_is_text() {
    for (typed, meant) in [
        ("10:30", "10 30"),
        ("AES:2", "aes 2"),
        ("aes:2", "aes 2"),
        ("AES:Russia", "aes russia"),
        ("NB:text", "nb text"),
        ("Mali: army", "mali army"),
        ("Лавров:речь", "лавров речь"),
        ("лавров:речь", "лавров речь"),
        ("外长:莫斯科", "外长 莫斯科"),
        ("mailto:x", "mailto x"),
        ("mailto:a@b", "mailto a b"),
        ("write:a@b", "write a b"),
        ("C:\\path c:\\path c:/path", "c path c path c path"),
        ("std::vec lol:) x:y", "std vec lol x y"),
        ("foo:/bar", "foo bar"),
        ("doi:10.1000/182", "doi /10.1000 182"),
        ("=kidn:fact \"who: lavrov\"", "=kidn:fact =who: lavrov"),
        ("source://x", "source://x"),
        (":fact : ::", "fact"),
        ("v2:x", "v2 x"),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
    assert!(!Query::parse("https://www.example.org/a?b=c:d ftp://x file:///etc").is_wrong());
}

#[test]
fn what_does_not_exist_is_wrong_and_says_what_is_right() {
    let x = "x".repeat(100);
    for (typed, said) in [
        (
            "foo:bar",
            "unknown filter `foo:`; use by:, about:, with:, in:, kind:, date:, source:, origin:, disputed:, independent:, firsthand:, schema:, genre:, language:, grade:, relation:, is:",
        ),
        ("mali kidn:fact", "unknown filter `kidn:`; did you mean `kind:`? Others: "),
        ("who: lavrov", "unknown filter `who:`; did you mean `by:`? Others: "),
        ("-lang:en", "unknown filter `lang:`; did you mean `language:`? Others: "),
        ("date:april", "`april` is not a date; write 2025-04-07, 2025-04, 2025, 2023..2024, >2024, <2024"),
        ("date:2025-4", "`2025-4` is not a date; write "),
        ("kind:wish", "unknown kind `wish`; use fact, statement, opinion, forecast, allegation, denial"),
        ("kind:statmentss", "unknown kind `statmentss`; use statement, "),
        (
            "wheat | kind:fact,promise",
            "unknown kind `promise`; use fact, statement, opinion, forecast, allegation, denial",
        ),
        ("schema:company", "unknown type `company`; use person, organization, publicbody, country, place, event"),
        ("genre:blog", "unknown genre `blog`; use news, analysis, opinion, none"),
        ("language:english", "`english` is not a language code; write en, fr, zh-Hant, none"),
        ("grade:G", "`G` is not a grade; write A to F (outlet), 1 to 6 (claim), C2 (both), none"),
        ("relation:denies", "unknown relation `denies`; use "),
        ("is:printed", "unknown value `printed`; use quoted, draft"),
        ("disputed:maybe", "`maybe` is neither yes nor no; use disputed:yes, disputed:no"),
        ("firsthand:2", "`2` is neither yes nor no; use firsthand:yes, firsthand:no"),
        ("independent:many", "`many` is not a number of origins; write >1, >=2, <3, 2"),
        ("by:lavrov,-diop", "`-` goes before the filter; write -by:diop"),
        ("kind:!opinion", "`-` goes before the filter; write -kind:opinion"),
        (&format!("kind:{x}"), &format!("unknown kind `{}…`; use ", &x[..24])),
    ] {
        let query = Query::parse(typed);
        assert!(query.is_wrong() && !query.is_empty(), "{typed}: {query:?}");
        let first = problems(typed).remove(0);
        assert!(first == said || said.ends_with(' ') && first.starts_with(said), "{typed}: {first}");
    }
    assert_eq!(problems("kidn:x kidn:y").len(), 1);
}

#[test]
fn alternatives_and_values_count_too() {
    let many = (0..20).map(|at| format!("w{at}")).collect::<Vec<_>>();
    for typed in [many.join(" | "), format!("by:{}", many.join(",")), many.join(" | a ")] {
        assert_eq!(problems(&typed), ["only the first 16 words and filters are searched for"], "{typed}");
    }
    assert_eq!(problems(&many[..16].join(" | ")), [""; 0]);
    let wrong = format!("{} kidn:fact", many.join(" "));
    assert!(problems(&wrong)[0].starts_with("unknown filter"), "what is wrong is said first");
}

#[test]
fn a_filter_names_the_records_that_it_finds() {
    let misplaced = |text: &str, scope| Query::parse(text).filter_without_records(scope).map(|row| row.name);
    assert_eq!(misplaced("mali kind:fact", Scope::Documents), Some("kind"));
    assert_eq!(misplaced("date:2024 by:lavrov", Scope::Entities), Some("date"));
    assert_eq!(misplaced("schema:person", Scope::Claims), Some("schema"));
    for text in ["-kind:fact", "kind:", "kind:fact | mali", "mali", "in:neo"] {
        assert_eq!(misplaced(text, Scope::Documents), None, "{text}");
    }
}
