//! What became of the documents' pages when they were last fetched.
//!
//! `check --online` writes it, and the browser reads it to offer a copy where a page has lost the words. It is a file in
//! the folder for the program's state, and no part of the briefings.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::briefing::SourceUrl;
use crate::load::read_file::ReadFile;

/// Name of the file.
const NAME: &str = "online.json";
/// Maximum number of bytes that are read. A page takes about 300.
const MAX_BYTES: usize = 32 << 20;

/// What became of one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCheck {
    /// The day of the check, as `2025-04-07`.
    pub checked: String,
    /// `read`, `gone` or `not-readable`.
    pub page: String,
    /// Why the page is gone or not readable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The claims whose passage is `changed` or `gone`. All others were unchanged if the page was read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<String, String>,
}

impl PageCheck {
    /// Returns whether the page no longer has the words of a claim.
    pub fn has_lost(&self, claim: &str) -> bool {
        self.page == "gone" || self.claims.contains_key(claim)
    }
}

/// What became of all pages, by their address.
#[derive(Debug)]
pub struct PageChecks {
    path: PathBuf,
    pages: BTreeMap<String, PageCheck>,
}

impl PageChecks {
    /// Reads what is kept in `folder`. A file that cannot be read counts as empty, because every check writes it anew.
    pub fn read(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let file = ReadFile::new(&path, MAX_BYTES).ok().flatten().filter(|file| file.bytes.len() <= MAX_BYTES);
        let pages = file.and_then(|file| serde_json::from_slice(&file.bytes).ok()).unwrap_or_default();
        Self { path, pages }
    }

    /// Returns what became of a page.
    pub fn get(&self, url: &SourceUrl) -> Option<&PageCheck> {
        self.pages.get(url.as_str())
    }

    /// Keeps what became of a page.
    ///
    /// A page that could not be read says nothing new, so what was known before stays.
    pub fn set(&mut self, url: &SourceUrl, check: PageCheck) {
        let known = self.pages.get(url.as_str());
        if check.page != "not-readable" || known.is_none() {
            self.pages.insert(url.as_str().to_owned(), check);
        }
    }

    /// Writes the file: the old one or the new one is there at any time, never a part.
    pub fn save(&self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, &self.pages)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, claim: Option<&str>) -> PageCheck {
        let claims = claim.map(|claim| (claim.to_owned(), "gone".to_owned())).into_iter().collect();
        PageCheck { checked: "2025-04-07".into(), page: page.into(), reason: None, claims }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("briefing");
        let [one, two] =
            ["https://example.org/1", "https://example.org/2"].map(|url| SourceUrl::parse(url).expect("one"));
        let mut checks = PageChecks::read(&state);
        assert_eq!(checks.get(&one), None);
        checks.set(&one, check("read", Some("ships")));
        checks.set(&two, check("gone", None));
        checks.save().expect("saved");
        let mut again = PageChecks::read(&state);
        let [first, second] = [&one, &two].map(|url| again.get(url).expect("kept").clone());
        assert!(first.has_lost("ships") && !first.has_lost("market"));
        assert!(second.has_lost("market"));
        again.set(&one, check("not-readable", None));
        assert_eq!(again.get(&one), Some(&first), "no news");
        again.set(&one, check("read", None));
        assert!(!again.get(&one).expect("kept").has_lost("ships"));
        std::fs::write(state.join(NAME), "{torn").expect("written");
        assert_eq!(PageChecks::read(&state).get(&one), None);
    }
}
