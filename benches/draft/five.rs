//! The built-in briefings, drafted from their articles and compared with what was curated.

use std::fs;
use std::ops::Range;
use std::path::Path;

use briefing::briefing::{Edtf, FoldedArticle};
use briefing::corpus::{Corpus, DocumentSlot};
use briefing::draft::{Options, Proposal, Register, propose};

/// Counts over all documents.
#[derive(Debug, Default)]
struct Counts {
    claims: usize,
    covered: usize,
    proposals: usize,
    hold_one: usize,
    spoken: usize,
    spoken_right: usize,
    own: usize,
    own_right: usize,
    kind_right: usize,
}

/// Prints how well the drafts of the articles in a folder agree with the built-in briefings.
pub fn print(folder: &Path) {
    let corpus = briefing::load::embedded();
    let register = Register::new(&corpus);
    let mut counts = Counts::default();
    for document in corpus.documents() {
        let id = &corpus.document(document).id;
        if let Ok(text) = fs::read_to_string(folder.join(format!("{id}.txt"))) {
            counts.add(&corpus, document, &text, &register);
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!("the built-in briefings: {} claims, {} proposals", counts.claims, counts.proposals);
    println!("  claims covered by a proposal     {:.3}", share(counts.covered, counts.claims));
    println!("  proposals that hold a claim      {:.3}", share(counts.hold_one, counts.proposals));
    println!("  speaker right, of {:>3} claims     {:.3}", counts.spoken, share(counts.spoken_right, counts.spoken));
    println!("  own voice right, of {:>3} claims   {:.3}", counts.own, share(counts.own_right, counts.own));
    println!("  kind right                       {:.3}", share(counts.kind_right, counts.claims));
}

impl Counts {
    fn add(&mut self, corpus: &Corpus, slot: DocumentSlot, text: &str, register: &Register) {
        let document = corpus.document(slot);
        let published = document.published.filter(Edtf::is_day).map(|date| date.first());
        let options = Options { published, language: Some("en".into()), genre: document.genre };
        let proposals = propose(text, &options, register).proposals;
        let folded = FoldedArticle::new(text);
        let mut places = Vec::new();
        for claim in corpus.claims_in(slot) {
            let passage = corpus.claim(claim).passage.as_deref();
            let state = passage.map(|passage| passage.find_in(&folded));
            places.extend(state.and_then(|state| state.opened_range().cloned()).map(|range| (claim, range)));
        }
        self.proposals += proposals.len();
        let holds = |proposal: &&Proposal| places.iter().any(|(_, place)| covers(&hull(proposal), place));
        self.hold_one += proposals.iter().filter(holds).count();
        for (claim, place) in &places {
            self.claims += 1;
            // The proposal that agrees best with the place.
            let nearness = |proposal: &&Proposal| {
                let (hull, both) = (hull(proposal), overlap(&hull(proposal), place));
                both * 1_000 / (hull.len() + place.len() - both).max(1)
            };
            let Some(best) = proposals.iter().max_by_key(nearness) else { continue };
            self.covered += usize::from(covers(&hull(best), place));
            self.kind_right += usize::from(best.kind == corpus.claim(*claim).kind);
            let speakers: Vec<_> = corpus.speakers(*claim).iter().map(|speaker| &corpus.entity(*speaker).id).collect();
            if speakers.is_empty() {
                self.own += 1;
                self.own_right += usize::from(best.speaker.is_empty());
            } else {
                self.spoken += 1;
                let right =
                    best.speaker.iter().any(|speaker| speaker.id.as_ref().is_some_and(|id| speakers.contains(&id)));
                self.spoken_right += usize::from(right);
            }
        }
    }
}

fn hull(proposal: &Proposal) -> Range<usize> {
    proposal.spans[0].start..proposal.spans[proposal.spans.len() - 1].end
}

fn overlap(one: &Range<usize>, two: &Range<usize>) -> usize {
    one.end.min(two.end).saturating_sub(one.start.max(two.start))
}

/// Returns whether two ranges share at least half of the shorter one.
fn covers(one: &Range<usize>, two: &Range<usize>) -> bool {
    overlap(one, two) * 2 >= one.len().min(two.len())
}
