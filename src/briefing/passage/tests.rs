use super::*;
use proptest::prelude::*;

mod verdicts;

const ARTICLE: &str = "A headline\n\nThe minister came on Monday. He  said Nothing\u{a0}new to the press.\n\
                       The minister left on Tuesday, in the rain.\n";

fn passage(start: &str, end: Option<&str>) -> Passage {
    Passage { paragraph: None, prefix: None, start: start.into(), end: end.map(str::to_owned), suffix: None }
}

/// What becomes of a passage, in short.
fn state(passage: &Passage, article: &str) -> String {
    match passage.find(article) {
        PassageState::Found { paragraph, range, everywhere: true } => format!("{paragraph}: {}", &article[range]),
        PassageState::Found { paragraph, range, .. } => format!("{paragraph}, by some: {}", &article[range]),
        PassageState::Ambiguous { paragraph, places, .. } => format!("opens {paragraph}, {places} places"),
        PassageState::Missing => "missing".into(),
    }
}

#[test]
fn a_passage_is_found_by_whole_words() {
    let found = |start, end| state(&passage(start, end), &ARTICLE.replace("\n\n", "\n"));
    assert_eq!(found("he said nothing new", None), "2: He  said Nothing\u{a0}new");
    assert_eq!(found("a headline", None), "1: A headline");
    assert_eq!(found("The minister left", Some("in the rain")), "3: The minister left on Tuesday, in the rain");
    assert_eq!(found("minister cam", None), "missing");
    assert_eq!(found("", None), "missing");
    assert_eq!(found("came on Monday", Some("in the fog")), "missing");
}

#[test]
fn a_browser_takes_the_first_start_and_runs_on_to_the_end() {
    let article = ARTICLE.replace("\n\n", "\n");
    let with = |paragraph, start, end| state(&Passage { paragraph, ..passage(start, end) }, &article);
    assert_eq!(with(None, "the minister", None), "opens 2, 2 places");
    assert_eq!(with(None, "the minister", Some("the rain")), "opens 2, 2 places");
    assert_eq!(with(Some(3), "the minister", Some("the rain")), "opens 2, 2 places");
    let all = &article[article.find("The").expect("it is there")..article.len() - 2];
    assert_eq!(with(Some(2), "the minister", Some("the rain")), format!("2: {all}"));
    assert_eq!(with(Some(2), "the minister", Some("Monday")), "2: The minister came on Monday");
    assert_eq!(with(Some(9), "came on", None), "opens 2, 1 places");
    assert_eq!(state(&passage("aa aa", None), "aa aa aa"), "opens 1, 2 places", "places may overlap");
}

#[test]
fn prefix_and_suffix_tell_places_apart() {
    let with = |prefix: Option<&str>, start: &str, suffix: Option<&str>, article: &str| {
        let (prefix, suffix) = (prefix.map(str::to_owned), suffix.map(str::to_owned));
        state(&Passage { prefix, suffix, ..passage(start, None) }, article)
    };
    assert_eq!(with(Some("one,"), "the", None, "the one, the two"), "1: the");
    assert_eq!(with(None, "the", Some("two"), "the one, the two"), "1: the");
    assert_eq!(with(None, "stay", Some(", he added"), "We stay. We stay, he added."), "1: stay");
    assert_eq!(
        with(None, "stay", Some(", he ad"), "We stay. We stay, he added."),
        "missing",
        "a suffix is whole words"
    );
    assert_eq!(with(Some("us: “"), "We", None, "“We go”\nHe told us: “We stay”"), "2: We");
    assert_eq!(with(Some("Read more"), "The", None, "The one\nRead more\nThe two"), "3: The");
    assert_eq!(with(Some(" "), "the", Some(""), "only the one"), "1: the", "blank ones are none");
    assert_eq!(with(Some("\u{200b}"), "the", None, "only the one"), "missing", "but one that holds nothing else is");
}

#[test]
fn what_browsers_ignore_makes_no_difference() {
    for (words, article) in [
        ("\"the port's\"", "“The port’s”"),
        ("cooperation", "co\u{ad}operation"),
        ("file ofﬁce", "ﬁle ＯＦＦＩＣＥ"),
        ("Düne", "Du\u{308}ne"),
        ("한국어", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}\u{110b}\u{1165}"),
    ] {
        assert_eq!(state(&passage(words, None), article), format!("1: {article}"), "{words}");
    }
    for (words, article) in [("Goita", "Goïta"), ("مدرسه", "مدرسة"), ("Lodz", "Łódź")] {
        assert_eq!(state(&passage(words, None), article), format!("1, by some: {article}"), "{words}");
    }
    for (words, article) in [("мои дом", "мой дом"), ("かき", "がき"), ("か\u{3099}き", "かき"), ("irmak", "ırmak")]
    {
        assert_eq!(state(&passage(words, None), article), "missing", "{words}");
    }
}

#[test]
fn a_missing_passage_can_be_mended() {
    let article = FoldedArticle::new("The minister’s envoy came on Monday.");
    let mend = |passage: &Passage| passage.repair_hint(&article);
    let start = passage("the minister", None);
    assert!(mend(&start).contains("within a word"));
    assert!(mend(&passage("envoy came", Some("on Tuesday"))).contains("what should follow"));
    let prefix = Some("Tuesday".into());
    assert!(mend(&Passage { prefix, ..passage("envoy came", None) }).contains("`prefix`"));
    assert!(mend(&passage("nowhere", None)).contains("copy its first words"));
}

#[test]
fn ends_of_three_to_six_words_are_usual() {
    let unusual = |start: &str, end: &str| passage(start, Some(end)).unusual_ends().collect::<Vec<_>>();
    assert_eq!(unusual("The minister’s envoy", "one two three four five six"), []);
    assert_eq!(unusual("l’eau potable", "1 2 3 4 5 6 7"), [("start", 2), ("end", 7)]);
    assert_eq!(unusual("日本語の文章を", "รัฐบาลประกาศส่งข้าวสาลี"), [], "by dictionary");
}

#[test]
fn a_link_is_a_text_fragment() {
    let url = |raw| SourceUrl::parse(raw).expect("an address");
    let full = Passage {
        paragraph: Some(1),
        prefix: Some("as he".into()),
        start: " said, “well-known".into(),
        end: Some("R&D\n  unit".into()),
        suffix: Some("to".into()),
    };
    let directive = ":~:text=as%20he-,said%2C%20%E2%80%9Cwell%2Dknown,R%26D%20unit,-to";
    for (address, before) in [
        ("https://example.org/a?b=c#part", "https://example.org/a?b=c#part"),
        ("https://example.org/", "https://example.org/#"),
        ("https://example.org/#:~:text=The%20port", "https://example.org/#"),
        ("https://example.org/#/route:~:text=a&text=b:~:c", "https://example.org/#/route"),
    ] {
        assert_eq!(full.link(&url(address)).as_str(), format!("{before}{directive}"));
    }
    let blank = Passage { prefix: Some(String::new()), suffix: Some(" ".into()), ..passage("one", None) };
    assert_eq!(blank.link(&url("https://example.org/")).as_str(), "https://example.org/#:~:text=one");
}

proptest! {
    #[test]
    fn looking_up_never_panics_and_finds_what_it_says(
        article in "[aAbé İß中か한ก\u{301}\u{200d}\n ,.]{0,60}",
        // A mark belongs to the letter before it, so no word begins with one.
        start in "[aAbéİß中か한ก]\u{301}?( ?[aAbéİß中か한ก]\u{301}?){0,4}",
        parts in proptest::collection::vec(proptest::option::of("[aé 中\u{301},.]{0,3}"), 3),
    ) {
        let [prefix, end, suffix] = parts.try_into().expect("three parts");
        let full = Passage { paragraph: None, prefix, start: start.clone(), end, suffix };
        if let Some(range) = full.find(&article).opened_range() {
            prop_assert!(article.get(range.clone()).is_some());
        }
        if let PassageState::Found { range, .. } = passage(&start, None).find(&article) {
            // What was found is found in itself.
            let again = passage(&start, None).find(&article[range]);
            prop_assert_eq!(again.as_str(), "found");
        }
    }
}
