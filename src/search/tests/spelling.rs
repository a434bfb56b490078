//! All spellings and forms of a word find it: in claims, names, titles, summaries and filters.

use super::*;

const HEAD: &str = "publisher: o\nurl: https://example.org/\npublished: 2024\n";

/// Builds a document in one language with some claims.
fn of_claims(language: &str, claims: &[&str]) -> Searcher {
    let claim = |(at, text): (usize, &&str)| {
        format!("  - {{id: c{at}, kind: fact, text: {}}}\n", serde_json::to_string(text).expect("a string"))
    };
    let claims = claims.iter().enumerate().map(claim).collect::<Vec<_>>().concat();
    indexed(corpus(&[("d.yaml", &format!("title: x\nlanguage: {language}\n{HEAD}claims:\n{claims}"))]))
}

/// Asserts that each query finds all of the texts and nothing else.
fn each_finds_each(language: &str, texts: &[&str], asked: &[&str]) {
    let claims: Vec<_> = texts.iter().copied().chain(["qqq"]).collect();
    let indexed = of_claims(language, &claims);
    let expected: Vec<_> = (0..texts.len()).map(|at| format!("d#c{at}")).collect();
    for typed in asked {
        let mut found = ids(&indexed, typed, Scope::Claims);
        found.sort();
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn forms_of_a_word_are_one_word() {
    for (language, forms) in [
        ("en", ["mercenary", "mercenaries", "mercenary’s"]),
        ("en", ["country", "countries", "country's"]),
        ("en", ["sanctions", "sanctioned", "sanctioning"]),
        ("fr", ["présidentiel", "présidentielle", "présidentielles"]),
        ("de", ["Sanktion", "Sanktionen", "Sanktion"]),
        ("de", ["Land", "Länder", "Landes"]),
        ("es-ES", ["nación", "naciones", "nación"]),
        ("ru", ["санкция", "санкциями", "санкций"]),
        ("ru", ["российский", "российского", "российская"]),
        ("ar", ["حكومة", "الحكومة", "حكومه"]),
        ("ar", ["وزير", "الوزير", "والوزير"]),
        ("en", ["wife", "wives", "wife’s"]),
        ("en", ["buy", "buying", "bought"]),
        ("en", ["say", "says", "said"]),
    ] {
        each_finds_each(language, &forms, &forms);
    }
}

#[test]
fn common_words_are_not_needed_beside_words_that_say_more() {
    let indexed =
        of_claims("en", &["Civilians were killed.", "The killing of civilians", "Civilians of Mali", "Plan A"]);
    insta::assert_snapshot!(lines(&indexed, "killing of civilians", Scope::Claims), @r"
    d#c1: The [killing] [of] [civilians]
    d#c0: [Civilians] were [killed].
    ");
    assert_eq!(ids(&indexed, "the of", Scope::Claims), ["d#c1"]);
    assert_eq!(ids(&indexed, "plan a", Scope::Claims), ["d#c3"]);
    assert_eq!(ids(&indexed, "=of civilians", Scope::Claims), ["d#c1", "d#c2"]);
}

#[test]
fn a_form_is_ranked_behind_the_word_and_before_its_beginning() {
    let indexed =
        of_claims("en", &["The countryside burns.", "Two countries sign.", "One country signs.", "A coutnry slips."]);
    assert_eq!(ids(&indexed, "country", Scope::Claims), ["d#c2", "d#c1", "d#c0"]);
    assert_eq!(ids(&indexed, "=country", Scope::Claims), ["d#c2"]);
    assert_eq!(ids(&indexed, "\"two country\"", Scope::Claims), [""; 0]);
    assert_eq!(ids(&indexed, "-country", Scope::Claims), ["d#c3"]);
    insta::assert_snapshot!(lines(&indexed, "country signs", Scope::Claims), @r"
    d#c2: One [country] [signs].
    d#c1: Two [countries] [sign].
    ");
}

#[test]
fn forms_are_found_in_names_titles_and_summaries_and_by_filters() {
    let register = "- {id: a, schema: Organization, name: Union of Mercenaries, weakAlias: [the hired guns]}\n\
                    - {id: b, schema: Person, name: Ann Lind, summary: She led negotiations.}\n";
    let document = format!(
        "title: Elections near\n{HEAD}summary: About borders.\nclaims:\n  - {{id: c, kind: fact, text: x, speaker: a, about: [b]}}\n"
    );
    let indexed = indexed(corpus(&[("entities.yaml", register), ("d.yaml", &document)]));
    let first = |typed, scope| ids(&indexed, typed, scope).first().cloned().unwrap_or_default();
    assert_eq!(first("mercenary", Scope::Entities), "a");
    assert_eq!(first("gun", Scope::Entities), "a");
    assert_eq!(first("negotiation", Scope::Entities), "b");
    assert_eq!(first("election", Scope::Documents), "d");
    assert_eq!(first("border", Scope::Documents), "d");
    assert_eq!(first("by:mercenary", Scope::Claims), "d#c");
    assert_eq!(lines(&indexed, "mercenary", Scope::Claims), "d#c: x");
    assert_eq!(lines(&indexed, "negotiation", Scope::Entities), "b: Ann Lind (in the summary)");
}

#[test]
fn a_figure_is_one_word_however_its_groups_are_set_apart() {
    let texts = [
        "About 20000 men",
        "20,000 men",
        "20 000 men",
        "20\u{a0}000 men",
        "20\u{202f}000 men",
        "20.000 men",
        "20’000 men",
        "٢٠٬٠٠٠ men",
    ];
    each_finds_each(
        "en",
        &texts,
        &["20000", "20,000", "20 000", "20.000", "20'000", "20000 men", "\"20 000 men\"", "=20000", "۲۰۰۰۰"],
    );
    each_finds_each("en", &["1234567", "1,234,567", "1 234 567", "1.234.567"], &["1234567", "1 234 567", "1,234,567"]);
    each_finds_each("en", &["21.9 million", "21,9 million"], &["21.9", "21,9", "\"21.9 million\""]);
    each_finds_each("en", &["$10m came", "$10 m came"], &["10m", "10 m", "$10m"]);
    each_finds_each("en", &["the G20 met", "the G-20 met", "the G 20 met"], &["g20", "g 20"]);
    let years = of_claims("en", &["In 2023 100 people came.", "2023100"]);
    assert_eq!(ids(&years, "2023100", Scope::Claims), ["d#c1"]);
    assert_eq!(ids(&years, "2023 100", Scope::Claims), ["d#c0"]);
    insta::assert_snapshot!(lines(&of_claims("en", &["Some 20 000 men"]), "20000", Scope::Claims), @"d#c0: Some [20] [000] men");
}

#[test]
fn initials_are_one_word_with_and_without_points_and_spaces() {
    let texts = ["The U.S. said", "the US said", "the U. S. said"];
    each_finds_each("en", &texts, &["US", "U.S.", "u.s", "\"us said\"", "\"u.s. said\"", "u s"]);
    for name in ["A. P. J. Abdul Kalam", "A.P.J. Abdul Kalam", "APJ Abdul Kalam", "A P J Abdul Kalam"] {
        let register =
            format!("- {{id: kalam, schema: Person, name: {name}}}\n- {{id: o, schema: Person, name: Abdul Karim}}\n");
        let document =
            format!("title: x\n{HEAD}claims:\n  - {{id: c, kind: fact, text: x, speaker: kalam, about: [kalam]}}\n");
        let indexed = indexed(corpus(&[("entities.yaml", &register), ("d.yaml", &document)]));
        for typed in
            ["a.p.j. abdul kalam", "apj abdul kalam", "A. P. J. Abdul Kalam", "a p j kalam", "apj", "A. P.J. Kalam"]
        {
            assert_eq!(ids(&indexed, typed, Scope::Entities), ["kalam"], "{typed} for {name}");
            for filter in ["by", "about"] {
                assert_eq!(
                    ids(&indexed, &format!("{filter}:\"{typed}\""), Scope::Claims),
                    ["d#c"],
                    "{filter}:{typed} for {name}"
                );
            }
        }
    }
}

#[test]
fn words_are_found_together_and_apart() {
    for [apart, together] in
        [["per cent", "percent"], ["health care", "healthcare"], ["cease fire", "ceasefire"], ["ق صر بيت", "ق صربيت"]]
    {
        each_finds_each("en", &[apart, together], &[apart, together]);
    }
    each_finds_each("en", &["cease fire", "cease-fire", "ceasefire"], &["cease fire", "cease-fire", "ceasefire"]);
    each_finds_each("fa", &["می‌خواهم", "میخواهم", "می خواهم"], &["می‌خواهم", "میخواهم", "می خواهم"]);
    let indexed = of_claims("en", &["It is per cent.", "It is percent.", "The percent per a cent"]);
    assert_eq!(ids(&indexed, "percent", Scope::Claims)[2], "d#c0", "the very form comes first");
    insta::assert_snapshot!(lines(&indexed, "\"per cent\"", Scope::Claims), @"d#c0: It is [per cent].");
    let register =
        "- {id: le-pen, schema: Person, name: Marine Le Pen}\n- {id: bf, schema: Country, name: Burkina Faso}\n";
    let document =
        format!("title: x\n{HEAD}claims:\n  - {{id: c, kind: fact, text: x, speaker: le-pen, about: [bf]}}\n");
    let named = super::tests::indexed(corpus(&[("entities.yaml", register), ("d.yaml", &document)]));
    assert_eq!(ids(&named, "lepen", Scope::Entities), ["le-pen"]);
    assert_eq!(ids(&named, "marine lepen", Scope::Entities), ["le-pen"]);
    assert_eq!(ids(&named, "by:lepen about:burkinafaso", Scope::Claims), ["d#c"]);
    assert_eq!(lines(&named, "burkinafaso", Scope::Entities), "bf: [Burkina Faso]");
}

#[test]
fn a_letter_is_one_in_every_shape_and_what_cannot_be_seen_is_nothing() {
    each_finds_each("ar", &["علي", "على", "علی"], &["علي", "على", "علی"]);
    each_finds_each("fa", &["كشور", "کشور", "كـشور"], &["كشور", "کشور"]);
    each_finds_each("he", &["צה״ל", "צה\"ל", "צהל"], &["צה״ל", "צה”ל", "צהל"]);
    each_finds_each("he", &["בית־לחם", "בית לחם"], &["בית לחם", "בית־לחם"]);
    each_finds_each(
        "en",
        &["mercen\u{ad}aries", "mercen\u{200b}aries", "\u{2068}mercenaries\u{2069}"],
        &["mercenaries", "mer\u{200d}cenaries"],
    );
    let hindi = of_claims("hi", &["दल", "दाल", "दिल"]);
    assert_eq!(ids(&hindi, "=दल", Scope::Claims), ["d#c0"]);
    assert_eq!(ids(&hindi, "दिल", Scope::Claims), ["d#c2"]);
    insta::assert_snapshot!(lines(&hindi, "दिल", Scope::Claims), @"d#c2: [दिल]");
    let khmer = of_claims("km", &["រដ្ឋាភិបាលមាលី", "មាលី"]);
    assert_eq!(ids(&khmer, "មាលី", Scope::Claims), ["d#c1", "d#c0"]);
    let thai = of_claims("th", &["ค่าแรง", "คาแรง"]);
    assert_eq!(ids(&thai, "=คา", Scope::Claims), ["d#c1"]);
}

#[test]
fn whom_a_misspelt_filter_is_taken_for_is_said() {
    let register = "- {id: ann-lind, schema: Person, name: Ann Lind}\n";
    let document = format!("title: x\n{HEAD}claims:\n  - {{id: c, kind: fact, text: The sea, speaker: ann-lind}}\n");
    let indexed = indexed(corpus(&[("entities.yaml", register), ("d.yaml", &document)]));
    for (typed, line) in [
        ("by:lins", "d#c: The sea (“lins” taken for Ann Lind)"),
        ("by:lins sea", "d#c: The [sea] (“lins” taken for Ann Lind)"),
        ("by:lind", "d#c: The sea"),
        ("by:lin", "d#c: The sea"),
        ("-about:lins", "d#c: The sea"),
    ] {
        assert_eq!(lines(&indexed, typed, Scope::Claims), line, "{typed}");
    }
}

#[test]
fn a_phrase_compares_words() {
    let indexed =
        of_claims("en", &["“No, we stay”, he said.", "AES–Russia talks", "armed\u{a0}forces", "no, we will stay"]);
    assert_eq!(lines(&indexed, "\"no we stay\"", Scope::Claims), "d#c0: “[No, we stay]”, he said.");
    assert_eq!(lines(&indexed, "\"AES Russia\"", Scope::Claims), "d#c1: [AES–Russia] talks");
    assert_eq!(ids(&indexed, "=AES-Russia", Scope::Claims), ["d#c1"]);
    assert_eq!(ids(&indexed, "\"armed forces\"", Scope::Claims), ["d#c2"]);
    assert_eq!(ids(&indexed, "-\"no we stay\" no", Scope::Claims), ["d#c3"]);
}

#[test]
fn addresses_hosts_and_ids_find_their_record_first() {
    let register = "- {id: ann-lind, schema: Person, name: Ann Lind, wikidataId: Q4115189}\n";
    let sources = "outlets: [{id: coast, name: Coast Daily, url: 'https://www.xn--bcher-kva.example/'}]\n\
                   origins: [{id: joint-note, name: A note}]\n";
    let document = "title: x\npublisher: coast\nurl: https://xn--bcher-kva.example/2025/%C3%BCber/the-sea/\npublished: 2024\n\
                    claims:\n  - {id: first-session, kind: fact, text: The sea, speaker: ann-lind, origin: joint-note}\n  \
                    - {id: other, kind: fact, text: first session}\n";
    let files = [("entities.yaml", register), ("sources.yaml", sources), ("2025-01-02-sea.yaml", document)];
    let indexed = indexed(corpus(&files));
    let first = |typed: &str, scope| ids(&indexed, typed, scope).first().cloned().unwrap_or_default();
    let claim = "2025-01-02-sea#first-session";
    for (typed, scope, found) in [
        ("https://bücher.example/2025/über/the-sea", Scope::Documents, "2025-01-02-sea"),
        ("http://www.xn--bcher-kva.example/2025/%C3%BCber/the-sea/#:~:text=a,b", Scope::Documents, "2025-01-02-sea"),
        ("bücher.example/2025/über/the-sea?utm_source=x", Scope::Documents, "2025-01-02-sea"),
        ("https://m.bücher.example/2025/über/the-sea?utm_source=x&a=b", Scope::Documents, "2025-01-02-sea"),
        ("<https://bücher.example/2025/über/the-sea/>,", Scope::Documents, "2025-01-02-sea"),
        ("(https://bücher.example/2025/über/the-sea).", Scope::Documents, "2025-01-02-sea"),
        ("bücher.example/2025", Scope::Documents, "2025-01-02-sea"),
        ("2025-01-02-sea.yaml", Scope::Everything, "2025-01-02-sea"),
        ("xn--bcher-kva.example", Scope::Documents, "2025-01-02-sea"),
        ("bücher.example", Scope::Everything, "2025-01-02-sea"),
        ("2025-01-02-sea", Scope::Everything, "2025-01-02-sea"),
        (claim, Scope::Everything, claim),
        ("#first-session", Scope::Claims, claim),
        ("first-session", Scope::Claims, claim),
        ("ann-lind", Scope::Everything, "ann-lind"),
        ("Q4115189", Scope::Everything, "ann-lind"),
        ("coast", Scope::Documents, "2025-01-02-sea"),
        ("joint-note", Scope::Claims, claim),
    ] {
        assert_eq!(first(typed, scope), found, "{typed}");
    }
    for typed in ["source:bücher.example", "in:https://bücher.example/2025/über/the-sea", "source:www.bücher.example"]
    {
        assert_eq!(ids(&indexed, typed, Scope::Documents), ["2025-01-02-sea"], "{typed}");
    }
    assert_eq!(ids(&indexed, "https://bücher.example/2025/other", Scope::Everything), [""; 0]);
    assert_eq!(ids(&indexed, &format!("-{claim}"), Scope::Claims), ["2025-01-02-sea#other"]);
    insta::assert_snapshot!(lines(&indexed, "joint-note", Scope::Claims), @"2025-01-02-sea#first-session: The sea (rests on A note)");
    insta::assert_snapshot!(lines(&indexed, "bücher.example", Scope::Documents), @"2025-01-02-sea: x (address: https://xn--bcher-kva.example/2025/%C3%BCber/the-sea/)");
}

#[test]
fn what_is_found_adds_up_and_says_how_it_fits() {
    let indexed = of_claims("en", &["Mercenaries of Le Pen near 20,000", "x"]);
    let query = Query::parse("mercenary lepen of");
    let hits = indexed.search(&Request { scope: Scope::Claims, ..Request::new(query.clone(), 9) }).hits;
    let accounts = indexed.accounts(&query, &hits);
    assert_eq!(accounts[0].score(), hits[0].score);
    let tiers: Vec<_> =
        accounts[0].counted.iter().flat_map(|counted| &counted.steps).map(|step| step.tier.as_str()).collect();
    assert_eq!(tiers, ["other form of the word", "written together or apart"]);
}

#[test]
fn a_letter_of_a_script_without_spaces_is_found_inside_of_words() {
    let indexed = of_claims("zh", &["王毅", "王在", "老王", "李"]);
    assert_eq!(ids(&indexed, "王", Scope::Claims).len(), 3);
}

#[test]
fn a_form_with_other_letters_is_marked() {
    let indexed = of_claims("en", &["They bought homes.", "Children stay."]);
    assert_eq!(lines(&indexed, "buy", Scope::Claims), "d#c0: They [bought] homes.");
    assert_eq!(lines(&indexed, "child", Scope::Claims), "d#c1: [Child]ren stay.");
}
