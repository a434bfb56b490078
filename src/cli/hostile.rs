//! Tests that a pipe gets nothing but lines of text, for hostile folders and hostile arguments.

use std::num::NonZeroUsize;

use proptest::prelude::*;
use proptest::sample::select;

use super::args::{ListKind, SearchArgs};
use super::*;
use crate::testing::hostile::{HostileFolder, assert_is_plain, cases, text};

const COMMANDS: [&str; 10] =
    ["overview", "list", "show", "search", "conflicts", "positions", "timeline", "matrix", "figures", "problems"];
const KINDS: [ListKind; 6] = [
    ListKind::Documents,
    ListKind::Entities,
    ListKind::Claims,
    ListKind::Outlets,
    ListKind::Origins,
    ListKind::Measures,
];

const KNOWN: [&str; 10] =
    ["mallory", "trent", "mali", "one", "other", "one#one", "one#two", "other#one", "by:mallory", "mal"];

/// A command with its arguments.
#[derive(Clone, Debug)]
struct Invocation {
    command: &'static str,
    /// An id or words, which not every command takes.
    what: Option<String>,
    kind: ListKind,
    explain: bool,
}

fn invocation() -> impl Strategy<Value = Invocation> {
    let what = prop_oneof![3 => select(&KNOWN[..]).prop_map(str::to_owned), 2 => text()];
    let what = proptest::option::weighted(0.7, what);
    (select(&COMMANDS[..]), what, select(&KINDS[..]), any::<bool>())
        .prop_map(|(command, what, kind, explain)| Invocation { command, what, kind, explain })
}

impl Invocation {
    fn run(self, corpus: &Arc<Corpus>, output: &mut Output) -> anyhow::Result<Outcome> {
        let words: Vec<_> = self.what.iter().cloned().collect();
        match self.command {
            "overview" => overview::overview(corpus, output),
            "list" => list::list(corpus, self.kind, output),
            "show" => show::show(corpus, &words, None, output),
            "conflicts" => evidence::conflicts(corpus, &words, output),
            "positions" => evidence::positions(corpus, &words, output),
            "timeline" => evidence::timeline(corpus, &words, (None, None), output),
            "matrix" => evidence::matrix(corpus, &words, output),
            "figures" => figures::figures(corpus, &words, output),
            "search" => {
                let query = vec![self.what.unwrap_or_else(|| "evil".into())];
                let args = SearchArgs { query, within: None, explain: self.explain, limit: NonZeroUsize::MAX };
                search::search(corpus, &args, output)
            }
            _ => {
                for problem in corpus.problems() {
                    if output.json { output.record(problem)? } else { output.line(problem)? }
                }
                Ok(Outcome::found(corpus.problems().is_empty()))
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn nothing_that_a_folder_holds_is_a_command_in_a_pipe(
        folder in HostileFolder::any(),
        questions in proptest::collection::vec((invocation(), any::<bool>()), 1..40),
    ) {
        let corpus = Arc::new(folder.corpus());
        for (invocation, json) in questions {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let mut output = Output::in_memory(&mut out, &mut err, json);
            if let Err(error) = invocation.run(&corpus, &mut output) {
                output.note(format!("{error:#}"));
            }
            output.finish().expect("in memory");
            let [out, err] = [out, err].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
            assert_is_plain(&out);
            assert_is_plain(&err);
            for line in out.lines().filter(|_| json) {
                serde_json::from_str::<serde_json::Value>(line).expect("an object a line");
            }
        }
    }
}
