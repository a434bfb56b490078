//! PolNeAR: news articles in which people have marked who says what.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Who says what: ranges of bytes of the article.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    pub source: Vec<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
}

/// An article with what its annotator marked.
pub struct Article {
    pub text: String,
    pub gold: Vec<Attribution>,
}

/// Reads the articles of a split: `data/dev` of a clone. Of several annotators the first by name counts.
pub fn read(folder: &Path) -> Vec<Article> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let entries =
        fs::read_dir(folder.join("attributions")).expect("a folder of a PolNeAR clone, with data/dev/attributions");
    for entry in entries {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let Some((article, _)) = name.strip_suffix(".ann").and_then(|stem| stem.rsplit_once('_')) else { continue };
        let first = files.entry(article.to_owned()).or_insert_with(|| name.clone());
        if name < *first {
            *first = name;
        }
    }
    let article = |(name, annotations): (String, String)| {
        let text = fs::read_to_string(folder.join("text").join(format!("{name}.txt"))).ok()?;
        let annotations = fs::read_to_string(folder.join("attributions").join(annotations)).ok()?;
        Some(Article { gold: gold(&text, &annotations), text })
    };
    files.into_iter().filter_map(article).collect()
}

/// Reads brat's standoff format. Its offsets count characters.
fn gold(text: &str, annotations: &str) -> Vec<Attribution> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    let mut events = Vec::new();
    for line in annotations.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let places = body.split_once(' ').map_or("", |(_, places)| places).split(';');
            let range = |place: &str| {
                let (from, to) = place.split_once(' ')?;
                Some(*bytes.get(from.parse::<usize>().ok()?)?..*bytes.get(to.parse::<usize>().ok()?)?)
            };
            spans.insert(id, places.filter_map(range).collect());
        } else if id.starts_with('E') && body.starts_with("Attribution") {
            events.push(body);
        }
    }
    let attribution = |event: &str| {
        let mut attribution = Attribution::default();
        for (role, id) in event.split(' ').skip(1).filter_map(|part| part.split_once(':')) {
            let ranges = spans.get(id).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Content" => attribution.content.extend(ranges),
                "Source" => attribution.source.extend(ranges),
                "Cue" => attribution.cue.extend(ranges),
                _ => {}
            }
        }
        (!attribution.content.is_empty()).then_some(attribution)
    };
    events.into_iter().filter_map(attribution).collect()
}
