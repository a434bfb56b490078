//! Generates a corpus of news-like claims, the same for the same size on every machine.
//!
//! Words follow Zipf's law, so that the vocabulary grows with the text as in real news. The first few hundred are
//! English, some hundred thousand others are made of syllables. Actors have names with diacritics, and claims name them
//! in the text as well as by reference. Claims have numbers as ids, which add nothing to the vocabulary.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use briefing::briefing::{
    Claim, ClaimId, Content, Document, DocumentId, Edtf, Entity, EntityId, EntityRefs, EntityRefsBuilder, File, Genre,
    Kind, Outlet, OutletId, Purpose, Schema, SourceText, SourceUrl,
};
use briefing::corpus::{self, Corpus};
use briefing::text::Text;

/// Number of claims of one document.
pub const CLAIMS: usize = 20;

const ACTORS: usize = 3000;
const OUTLETS: usize = 120;

/// Number of different words.
const WORDS: usize = 400_000;

const COMMON: &str = "the of to in a and that for on is was with said by its it as from at has have be will not are this \
    which were but their an had over after more than been who would also up into about between out no all new one \
    government minister president military russia mali niger forces west country security foreign security states \
    alliance year people war against ministry million peace talks trade agreement support deal army international \
    united african region oil gas wheat fuel grain sanctions strategic goods partnership cooperation leaders defence \
    attack border ceasefire operation troops group company statement announced visit meeting summit economic growth \
    price market power energy nuclear election vote party opposition court law police protest crisis aid relief food \
    health school water weather flood drought production export import tariff currency bank debt loan investment \
    colour centre programme organisation modernisation fertiliser labour neighbour sovereignty independence terrorism \
    insurgency convoy drone missile helicopter base airport port harbour railway mine gold uranium lithium journalist \
    newspaper broadcaster communiqué spokesman ambassador embassy consulate treaty resolution council assembly union";

const ONSETS: [&str; 24] = [
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr",
    "v", "w", "z",
];
const NUCLEI: [&str; 10] = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou", "ie"];
const CODAS: [&str; 12] = ["", "", "", "n", "r", "s", "t", "l", "nd", "rs", "ment", "tion"];
const MARKED: [(&str, &str); 8] =
    [("a", "á"), ("e", "é"), ("i", "ï"), ("o", "ö"), ("u", "ü"), ("s", "š"), ("c", "ç"), ("l", "ł")];

/// Names that the benches search for. They are the most frequent ones.
const KNOWN: [&str; 8] = [
    "Sergey Lavrov",
    "Assimi Goïta",
    "Yevgeny Prigozhin",
    "Mali",
    "Burkina Faso",
    "Bakary Yaou Sangaré",
    "Karamoko Jean-Marie Traoré",
    "Wagner Group",
];

/// A `SplitMix64` generator of random numbers, which gives the same sequence with every version of every crate.
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    /// Creates a generator. The same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("it is below a usize")
    }

    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a float has")]
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// The words and names from which a corpus is generated.
pub struct Generator {
    words: Vec<String>,
    names: Vec<String>,
}

impl Default for Generator {
    fn default() -> Self {
        Self::new()
    }
}

impl Generator {
    /// Generates the words and names.
    pub fn new() -> Self {
        let mut random = Random::new(1);
        let mut words: Vec<_> = COMMON.split_whitespace().map(str::to_owned).collect();
        while words.len() < WORDS {
            let mut word = syllables(&mut random, 2);
            if random.below(3) > 0 {
                word += random.pick(&ONSETS);
                word += random.pick(&NUCLEI);
                word += random.pick(&CODAS);
            }
            words.push(word);
        }
        let mut names: Vec<_> = KNOWN.iter().map(|name| (*name).to_owned()).collect();
        while names.len() < ACTORS {
            let parts = [syllables(&mut random, 2), syllables(&mut random, 3)];
            names.push(parts.map(|part| capital(&marked(&mut random, &part))).join(" "));
        }
        Self { words, names }
    }

    /// Returns a word whose rank follows Zipf's law, by the inverse of its continuous distribution.
    ///
    /// With this exponent a million claims have some 300,000 different words.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
    fn word(&self, random: &mut Random) -> &str {
        const LESS: f64 = -0.15;
        let rank = (1.0 - random.unit() * (1.0 - (self.words.len() as f64).powf(LESS))).powf(1.0 / LESS) - 1.0;
        &self.words[(rank as usize).min(self.words.len() - 1)]
    }

    /// Returns an actor. A few actors are named often, most of them rarely.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
    fn actor(&self, random: &mut Random) -> usize {
        let rank = ((self.names.len() as f64).ln() * random.unit()).exp() - 1.0;
        (rank as usize).min(self.names.len() - 1)
    }

    fn sentence(&self, random: &mut Random, words: usize) -> String {
        let mut text = String::new();
        let named = random.below(words);
        for at in 0..words {
            if at > 0 {
                text.push(' ');
            }
            if at == named {
                text += &self.names[self.actor(random)];
            } else {
                text += self.word(random);
            }
            if at + 1 < words && random.below(12) == 0 {
                text.push(',');
            }
        }
        text.push('.');
        capital(&text)
    }

    fn entities(&self) -> Vec<(usize, Entity)> {
        let entity = |(at, name): (usize, &String)| {
            let mut entity = Entity::unregistered(id(&format!("actor-{at}"), EntityId::parse));
            entity.schema = Some(Schema::Person);
            entity.name = Text::from(name.as_str());
            (at, entity)
        };
        self.names.iter().enumerate().map(entity).collect()
    }

    fn outlets(&self) -> Vec<(usize, Outlet)> {
        let mut random = Random::new(2);
        let outlet = |at| {
            let mut outlet = Outlet::unregistered(id(&format!("outlet-{at}"), OutletId::parse));
            outlet.name = Text::from(format!("{} Daily", capital(self.word(&mut random))));
            (at, outlet)
        };
        (0..OUTLETS).map(outlet).collect()
    }

    /// Generates the document with this number and its claims.
    fn document(&self, number: usize, claims: usize) -> (Document, EntityRefs) {
        let mut random = Random::new(number as u64 + 1000);
        let date = |random: &mut Random| {
            let day = format!("{}-{:02}-{:02}", 2000 + random.below(26), 1 + random.below(12), 1 + random.below(28));
            Edtf::parse(&day).expect("a day")
        };
        let actor = |random: &mut Random| format!("actor-{}", self.actor(random));
        let published = date(&mut random);
        let signed = random.below(2);
        let mut naming = EntityRefsBuilder::default();
        let mut claim = |at: usize, random: &mut Random| {
            let words = 14 + random.below(13);
            let text = Text::from(self.sentence(random, words));
            let kind = Kind::ALL[random.below(Kind::ALL.len())];
            let mut named = |random: &mut Random| naming.entity(&actor(random)).expect("an id");
            let speaker = (random.below(3) > 0).then(|| named(random));
            let about: Vec<_> = (0..=random.below(3)).map(|_| named(random)).collect();
            naming.push(speaker.as_slice(), &[], &about, None, 0);
            Claim {
                id: id(&format!("c{}", at + 1), ClaimId::parse),
                text,
                kind,
                date: (random.below(2) == 0).then(|| date(random)),
                credibility: None,
                passage: None,
                quote: None,
                figures: Box::default(),
                relations: Box::default(),
                draft: None,
            }
        };
        let title = self.sentence(&mut random, 8);
        let document = Document {
            id: id(&format!("d{number}"), DocumentId::parse),
            title: Text::from(title.trim_end_matches('.')),
            is_untitled: false,
            author: (0..signed).map(|_| id(&actor(&mut random), EntityId::parse)).collect(),
            publisher: Some(id(&format!("outlet-{}", random.below(OUTLETS)), OutletId::parse)),
            url: SourceUrl::parse(&format!("https://example.org/{number}")),
            published: Some(published),
            retrieved: None,
            archived: None,
            language: None,
            genre: Some([Genre::News, Genre::Analysis, Genre::Opinion][random.below(3)]),
            summary: None,
            claims: (0..claims).map(|at| claim(at, &mut random)).collect(),
        };
        (document, naming.build())
    }

    fn documents(&self, claims: usize) -> impl Iterator<Item = (Document, EntityRefs)> + '_ {
        let sizes = (0..claims).step_by(CLAIMS).map(move |first| CLAIMS.min(claims - first));
        sizes.enumerate().map(|(number, claims)| self.document(number, claims))
    }

    /// Generates a corpus of `claims` claims in memory.
    pub fn corpus(&self, claims: usize) -> Corpus {
        let file = |name: String, content| File {
            label: Text::from(name),
            source_text: SourceText::default(),
            purpose: match &content {
                Content::Document(document, _) => Purpose::Document(document.id.clone()),
                Content::Entities(_) => Purpose::Entities,
                Content::Sources(..) => Purpose::Sources,
            },
            content: Some(content),
            problems: Vec::new(),
            left_out: Vec::new(),
        };
        let mut files = vec![
            file("entities.yaml".into(), Content::Entities(self.entities())),
            file("sources.yaml".into(), Content::Sources(self.outlets(), Vec::new(), Vec::new())),
        ];
        files.extend(self.documents(claims).map(|(document, mentions)| {
            file(format!("{}.yaml", document.id), Content::Document(Arc::new(document), mentions))
        }));
        corpus::build(Text::from("generated"), files)
    }

    /// Writes the same corpus as a folder of YAML files.
    pub fn write(&self, claims: usize, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let entity = |(_, entity): (usize, Entity)| {
            format!("- {{id: {}, schema: Person, name: {}}}\n", entity.id, quoted(entity.name.as_str()))
        };
        fs::write(folder.join("entities.yaml"), self.entities().into_iter().map(entity).collect::<String>())?;
        let outlet = |(_, outlet): (usize, Outlet)| {
            format!("  - {{id: {}, name: {}}}\n", outlet.id, quoted(outlet.name.as_str()))
        };
        let outlets: String = self.outlets().into_iter().map(outlet).collect();
        fs::write(folder.join("sources.yaml"), format!("outlets:\n{outlets}"))?;
        for (document, mentions) in self.documents(claims) {
            fs::write(folder.join(format!("{}.yaml", document.id)), yaml(&document, &mentions))?;
        }
        Ok(())
    }
}

/// Returns the text of every claim, which is one line.
pub fn lines(corpus: &Corpus) -> impl Iterator<Item = &str> {
    corpus.claims().map(|claim| corpus.claim(claim).text.as_str())
}

fn yaml(document: &Document, mentions: &EntityRefs) -> String {
    let list = |ids: Vec<&str>| ids.join(", ");
    let mut text = format!(
        "title: {}\nauthor: [{}]\npublisher: {}\nurl: {}\npublished: {}\nlanguage: en\ngenre: {}\nclaims:\n",
        quoted(document.title.as_str()),
        list(document.author.iter().map(EntityId::as_str).collect()),
        document.publisher.as_ref().expect("a publisher"),
        document.url.as_ref().expect("an address"),
        document.published.expect("a date"),
        document.genre.map_or("news", Genre::as_str),
    );
    let names: Vec<&str> = mentions.names().entities().collect();
    let name = |number: usize| names[number];
    for (claim, mention) in document.claims.iter().zip(mentions.claims()) {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "  - id: {}\n    text: >-\n      {}\n    kind: {}\n    about: [{}]\n",
            claim.id,
            claim.text,
            claim.kind.as_str(),
            list(mention.about().map(name).collect()),
        );
        if let Some(speaker) = mention.speakers().next().map(name) {
            let _ = writeln!(text, "    speaker: {speaker}");
        }
        if let Some(date) = &claim.date {
            let _ = writeln!(text, "    date: {date}");
        }
    }
    text
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn id<T>(raw: &str, parse: impl Fn(&str) -> Option<T>) -> T {
    parse(raw).unwrap_or_else(|| panic!("{raw} is an id"))
}

fn syllables(random: &mut Random, count: usize) -> String {
    (0..count).map(|_| [random.pick(&ONSETS), random.pick(&NUCLEI), random.pick(&CODAS)].concat()).collect()
}

fn marked(random: &mut Random, word: &str) -> String {
    let (plain, marked) = MARKED[random.below(MARKED.len())];
    word.replacen(plain, marked, 1)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
