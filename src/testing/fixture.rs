//! Small corpora for tests, from texts written for them.

use crate::briefing::File;
use crate::corpus::{Corpus, build};
use crate::text::Text;

/// Builds a corpus of files given by name and text.
pub(crate) fn corpus(files: &[(&str, &str)]) -> Corpus {
    let read = |(name, text): &(&str, &str)| {
        let stem = name.strip_suffix(".yaml").expect("files end in .yaml");
        File::read(Text::from(*name), stem, text.as_bytes().to_vec())
    };
    build(Text::from("fixture"), files.iter().map(read).collect())
}

/// Builds a corpus of two documents on an invented harbour, in which claims have every field.
pub(crate) fn harbour() -> Corpus {
    corpus(&[
        ("entities.yaml", include_str!("fixture/entities.yaml")),
        ("sources.yaml", include_str!("fixture/sources.yaml")),
        ("2024-05-02-harbour-opens.yaml", include_str!("fixture/2024-05-02-harbour-opens.yaml")),
        ("2025-01-harbour-closed.yaml", include_str!("fixture/2025-01-harbour-closed.yaml")),
    ])
}

/// Builds a corpus of four documents on an invented ferry that repeat, confirm, dispute, qualify and update each other.
pub(crate) fn ferry() -> Corpus {
    corpus(FERRY)
}

/// The files of [`ferry`].
pub(crate) const FERRY: &[(&str, &str)] = &[
    ("entities.yaml", include_str!("fixture/ferry/entities.yaml")),
    ("sources.yaml", include_str!("fixture/ferry/sources.yaml")),
    ("2023-06-10-promise.yaml", include_str!("fixture/ferry/2023-06-10-promise.yaml")),
    ("2024-03-02-release.yaml", include_str!("fixture/ferry/2024-03-02-release.yaml")),
    ("2024-03-03-copy.yaml", include_str!("fixture/ferry/2024-03-03-copy.yaml")),
    ("2024-04-skipper.yaml", include_str!("fixture/ferry/2024-04-skipper.yaml")),
];

/// Builds a corpus of three documents on an invented bridge, with joint speakers and an inferred origin.
pub(crate) fn pact() -> Corpus {
    corpus(&[
        ("entities.yaml", include_str!("fixture/pact/entities.yaml")),
        ("sources.yaml", include_str!("fixture/pact/sources.yaml")),
        ("2024-05-04-pact.yaml", include_str!("fixture/pact/2024-05-04-pact.yaml")),
        ("2024-05-06-diggers.yaml", include_str!("fixture/pact/2024-05-06-diggers.yaml")),
        ("2025-02-toll.yaml", include_str!("fixture/pact/2025-02-toll.yaml")),
    ])
}

/// Builds a corpus of two documents on an invented storm, with figures that differ and a quotation.
pub(crate) fn storm() -> Corpus {
    corpus(STORM)
}

/// The files of [`storm`].
pub(crate) const STORM: &[(&str, &str)] = &[
    ("entities.yaml", include_str!("fixture/storm/entities.yaml")),
    ("sources.yaml", include_str!("fixture/storm/sources.yaml")),
    ("2024-11-03-storm.yaml", include_str!("fixture/storm/2024-11-03-storm.yaml")),
    ("2024-11-05-count.yaml", include_str!("fixture/storm/2024-11-05-count.yaml")),
];

/// Builds a corpus of two documents on an invented lock, of which one has drafts and no date.
pub(crate) fn drafts() -> Corpus {
    corpus(DRAFTS)
}

/// The files of [`drafts`].
pub(crate) const DRAFTS: &[(&str, &str)] = &[
    ("entities.yaml", include_str!("fixture/drafts/entities.yaml")),
    ("sources.yaml", include_str!("fixture/drafts/sources.yaml")),
    ("2025-03-01-lock-repaired.yaml", include_str!("fixture/drafts/2025-03-01-lock-repaired.yaml")),
    ("2025-06-03-lock-closes.yaml", include_str!("fixture/drafts/2025-06-03-lock-closes.yaml")),
];

/// Writes the files of [`drafts`] and the article to a folder.
pub(crate) fn drafts_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    for (name, text) in DRAFTS {
        write(name, text);
    }
    std::fs::create_dir(folder.path().join("sources")).expect("made");
    write("sources/2025-06-03-lock-closes.txt", include_str!("fixture/drafts/2025-06-03-lock-closes.txt"));
    folder
}
