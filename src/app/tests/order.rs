//! Results of searches, loads and articles, delivered in every order: the newest one stays.

use std::collections::HashMap;

use proptest::sample::select;

use super::*;
use crate::search::{Request, Searcher};

/// Something that happens.
#[derive(Clone, Copy, Debug)]
enum Step {
    Key(&'static str),
    /// The files, which have several states, are read again.
    Reload(usize),
    /// One of the pending messages arrives.
    Deliver(usize),
}

fn step() -> impl Strategy<Value = Step> {
    const KEYS: [&str; 19] = [
        "1",
        "2",
        "3",
        "/",
        "f",
        "o",
        "n",
        "r",
        "j",
        "p",
        "3p",
        "t",
        "<Enter>",
        "<Esc>",
        "<Backspace>",
        "[",
        "]",
        "x",
        "s",
    ];
    prop_oneof![
        6 => select(&KEYS[..]).prop_map(Step::Key),
        2 => (0..STATES).prop_map(Step::Reload),
        4 => any::<usize>().prop_map(Step::Deliver),
    ]
}

const STATES: usize = 3;

/// Builds a state of the files. Each has more claims than the one before it, so that their slots differ.
fn state(number: usize) -> Corpus {
    let claim = |at| format!("  - {{id: c{at}, text: Norrhavn {at}, kind: fact}}\n");
    let claims = (0..=number).map(claim).collect::<Vec<_>>().concat();
    let head = "title: Norrhavn\npublisher: p\nurl: https://example.org/\npublished: 2024\nclaims:\n";
    let passage = "  - {id: last, text: No ferry, kind: fact, passage: {start: so it is}}\n";
    let actors = "- {id: tom, schema: Person, name: Tom}\n- {id: norrhavn, schema: Place, name: Norrhavn}\n";
    corpus(&[("entities.yaml", actors), ("a.yaml", &format!("{head}{claims}{passage}"))])
}

/// A run of steps, and what it must lead to.
struct Play {
    driver: Driver,
    /// The corpus of the last load.
    newest: Arc<Corpus>,
    /// The text of the article, for each load.
    articles: HashMap<Generation, String>,
}

impl Play {
    fn new() -> Self {
        let mut driver = Driver::new(state(0), 80, 24);
        driver.undelivered = Some(Vec::new());
        Self { newest: Arc::clone(driver.model.corpus()), driver, articles: HashMap::new() }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Key(keys) => self.press(keys),
            Step::Reload(number) => {
                self.driver.reload = Some(Arc::new(state(number)));
                self.press("r");
            }
            Step::Deliver(chosen) => {
                self.deliver(chosen);
            }
        }
    }

    /// Delivers a result. If that was a corpus, the articles in view are read again.
    fn deliver(&mut self, chosen: usize) -> bool {
        let delivered = self.driver.deliver(chosen);
        for message in self.driver.undelivered.as_deref().unwrap_or_default() {
            if let Message::Article(generation, Ok(article)) = message {
                self.articles.insert(*generation, article.text.clone());
            }
        }
        delivered
    }

    /// Presses keys, except those that the browser would hold back.
    fn press(&mut self, keys: &str) {
        let name = keys.trim_matches(['<', '>']);
        if Key::parse(name).is_some_and(|key| self.driver.model.must_wait(key)) {
            return;
        }
        let text = format!("so it is in reading {}", self.articles.len());
        self.driver.articles.insert("a".into(), text.clone());
        let before = self.undelivered().len();
        self.driver.press(keys);
        let mut more = Vec::new();
        for message in &self.driver.undelivered.as_ref().expect("kept")[before..] {
            match message {
                Message::Article(generation, _) => drop(self.articles.insert(*generation, text.clone())),
                Message::Loaded(generation, Ok(loaded)) => {
                    self.newest = Arc::clone(loaded);
                    let part = Arc::new(state(0));
                    more.extend([Message::Progress(*generation, 1, 2), Message::PartlyLoaded(*generation, part)]);
                }
                _ => {}
            }
        }
        self.driver.undelivered.as_mut().expect("kept").extend(more);
    }

    fn undelivered(&self) -> &[Message] {
        self.driver.undelivered.as_deref().unwrap_or_default()
    }

    /// Checks that everything shown is the newest.
    fn is_newest(&self) -> Result<(), TestCaseError> {
        let model = &self.driver.model;
        prop_assert!(Arc::ptr_eq(model.corpus(), &self.newest));
        prop_assert_eq!(model.loading(), None);
        for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find] {
            let list = model.list(pane);
            prop_assert!(!list.searching, "{:?}", pane);
            let Some(query) = &list.query_asked else { continue };
            let narrowing = if pane == Pane::Find { &[] } else { model.narrowing() };
            let request =
                Request { scope: pane.scope(), narrowing: narrowing.to_vec(), ..Request::new(query.clone(), 1000) };
            let answer = Searcher::new(Arc::clone(model.corpus())).search(&request);
            let found: Vec<_> = answer.hits.iter().map(|hit| hit.record).collect();
            let shown: Vec<_> = list.rows().iter().map(|row| row.record).collect();
            prop_assert_eq!(shown, found, "{:?} for {:?}", pane, query);
        }
        for reader in model.views.iter().chain(&model.views_ahead).filter_map(View::reader) {
            let expected = &self.articles[&reader.generation()];
            let text = reader.text().map(|article| article.text.as_str());
            prop_assert_eq!(text, Some(expected.as_str()));
            prop_assert_eq!(reader.state(model.corpus()).is_some(), reader.claim() == last_claim(model.corpus()));
        }
        Ok(())
    }
}

fn last_claim(corpus: &Corpus) -> crate::corpus::ClaimSlot {
    corpus.claims().last().expect("a claim")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn the_newest_stays_in_whatever_order_results_arrive(
        steps in proptest::collection::vec(step(), 1..40),
        order in proptest::collection::vec(any::<usize>(), 1..20),
    ) {
        let mut play = Play::new();
        for step in steps {
            play.take(step);
            let _ = crate::screen::Screen::new(&play.driver.model);
        }
        for chosen in order.into_iter().cycle() {
            if !play.deliver(chosen) {
                break;
            }
        }
        play.is_newest()?;
    }
}

#[test]
fn of_two_loads_the_later_one_stays_though_it_arrives_first() {
    for last_first in [true, false] {
        let mut play = Play::new();
        play.take(Step::Reload(1));
        play.take(Step::Reload(2));
        while play.deliver(if last_first { usize::MAX } else { 0 }) {}
        play.is_newest().expect("the second");
        assert_eq!(play.newest.claims().len(), 4);
    }
}

#[test]
fn an_article_that_arrives_after_its_view_was_left_is_there_when_it_is_gone_forward_to() {
    let mut play = Play::new();
    play.press("tGp");
    play.press("[");
    while play.deliver(0) {}
    play.press("]");
    assert!(play.driver.model.view().and_then(View::reader).is_some());
    play.is_newest().expect("the article");
}
