//! What is encoded is decoded again, and nothing else is accepted.

use std::io;
use std::sync::Arc;

use crate::briefing::{EntityRefs, File, ReferencedIds};
use crate::corpus::Corpus;
use crate::load::cache::container::{ContainerReader, ContainerWriter};
use crate::load::cache::document_codec::{self, DocumentReader, StringBuffer};
use crate::load::cache::references_codec::{self, RecordCounts};
use crate::load::cache::register_codec;
use crate::load::cache::tests::{TestFolder, description};
use crate::testing::fixture::{harbour, pact};

#[test]
fn every_field_of_a_register_is_decoded_again() {
    let text = "- {id: a, schema: Person, name: Анна B, alias: [x, y z], weakAlias: [w], position: [Chair], country: [ml, ru], \
                memberOf: [b], wikidataId: Q1, summary: Who.}\n- {id: b, schema: PublicBody, name: B}\n";
    let sources = "outlets: [{id: o, name: O, url: 'https://o.example/', reliability: B, note: Why.}, {id: p, name: P}]\n\
                   origins: [{id: wire, name: W, issuer: [a, b], date: 2024-05}, {id: talk, name: T}, {id: copy, name: C, basis: inferred, note: Same words.}]\n\
                   measures: [{id: ships, name: Ships, unit: hulls, about: [a, b]}, {id: men, name: Men}]\n";
    for (stem, text) in [("entities", text), ("sources", sources)] {
        let file = File::read("f".into(), stem, text.into());
        assert_eq!(file.problems, []);
        let content = file.content.expect("a register");
        let bytes = register_codec::write(&content).expect("written");
        let again = register_codec::read(&bytes).expect("a register");
        assert_eq!(format!("{again:?}"), format!("{content:?}"));
        for at in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] = 0x1b;
            let read = register_codec::read(&wrong);
            assert!(!format!("{read:?}").contains("\\u{1b}"), "nothing comes in that a file could not bring in");
            assert!(register_codec::read(&bytes[..at]).is_none());
        }
    }
}

#[test]
fn every_field_of_a_document_is_decoded_again() {
    assert_decoded_again(&harbour());
    assert_decoded_again(&pact());
}

fn assert_decoded_again(corpus: &Corpus) {
    let entities: Vec<_> = corpus.entities().map(|slot| corpus.entity(slot).id.as_str()).collect();
    let origins: Vec<_> = corpus.origins().map(|slot| corpus.origin(slot).id.as_str()).collect();
    let names = Arc::new(ReferencedIds::read(&entities, &origins).expect("ids"));
    for slot in corpus.documents() {
        let mut strings = StringBuffer::default();
        let records = document_codec::write(corpus, slot, &mut strings, Vec::new()).expect("written");
        let (length, block) = (strings.as_str().len(), [strings.as_str().as_bytes(), &records].concat());
        let read = |block: &[u8]| {
            let mut records = DocumentReader::new(block, length)?;
            let (document, mentions) = records.next(&format!("{}.yaml", corpus.document(slot).id))?;
            let relations = document.claims.iter().map(|claim| claim.relations.len());
            let mentions = EntityRefs::read(&names, mentions, relations)?;
            Some((document, mentions, records.is_empty()))
        };
        let (document, mentions, all) = read(&block).expect("a document");
        assert!(all, "there is nothing else");
        assert_eq!(format!("{document:?}"), format!("{:?}", corpus.document(slot)));
        assert_eq!(mentions.claims().count(), document.claims.len());
        for (claim, mention) in corpus.claims_in(slot).zip(mentions.claims()) {
            let speakers: Vec<_> = corpus.speakers(claim).iter().map(|slot| slot.index()).collect();
            assert_eq!(mention.speakers().collect::<Vec<_>>(), speakers);
        }
        // A damaged cache brings in nothing that a file could not.
        for at in 0..block.len() {
            let mut wrong = block.clone();
            wrong[at] = 0x1b;
            if let Some((document, ..)) = read(&wrong) {
                assert!(!document.title.as_str().contains('\u{1b}'));
                assert!(document.claims.iter().all(|claim| !claim.text.as_str().contains('\u{1b}')));
            }
        }
    }
}

#[test]
fn references_to_missing_records_are_not_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cache");
    let wrong = |spoil: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let corpus = harbour();
        let mut writer = ContainerWriter::create(folder.path(), u64::MAX)?;
        let blocks = references_codec::write(corpus.parts(), &mut writer).expect("written");
        writer.finish(&[], &path)?;
        let (reader, _) = ContainerReader::open(&path).expect("a cache");
        let mut blocks: Vec<_> = blocks.iter().map(|block| reader.block(block).expect("a block")).collect();
        spoil(&mut blocks);
        let mut writer = ContainerWriter::create(folder.path(), u64::MAX)?;
        let blocks: Vec<_> = blocks.iter().map(|block| writer.append(block)).collect::<Result<_, _>>()?;
        writer.finish(&[], &path)?;
        let (reader, _) = ContainerReader::open(&path).expect("a cache");
        let Some(known) = references_codec::read(&reader, &blocks) else { return Ok(None) };
        if known.first_claim != corpus.parts().first_claim || known.counts != RecordCounts::new(corpus.parts()) {
            return Ok(None);
        }
        io::Result::Ok(Some(description(&corpus.with_references(known.references))))
    };
    assert_eq!(wrong(&|_| ()).expect("written"), Some(description(&harbour())));
    let mut accepted_count = 0;
    for block in 0..17 {
        for at in 0..60 {
            // Whatever is accepted leads only to records that exist.
            let accepted = wrong(&|blocks| blocks[block].iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 0x0f));
            accepted_count += usize::from(accepted.expect("written").is_some());
        }
        assert_eq!(wrong(&|blocks| blocks[block].truncate(3)).expect("written"), None);
        assert_eq!(wrong(&|blocks| drop(blocks.remove(block))).expect("written"), None);
    }
    assert!(accepted_count > 0);
}

#[test]
fn drafts_come_back_from_the_cache_as_drafts() {
    let folder = TestFolder::good();
    folder.put(
        "draft.yaml",
        "retrieved: 2025-01-02\narchived: https://copy.example/\nclaims:\n  - id: a\n    text: Proposed\n    kind: fact\n    \
         speaker: actor-1\n    relations: [{type: disputes, claim: d1#a}]\n    draft: {by: rules, words: he said, called: \
         [he], dated: in May, found: repaired, flags: [speaker-guessed]}\n  - {id: b, text: Accepted, kind: fact}\n",
    );
    folder.assert_same();
    folder.assert_same();
    let corpus = folder.load().corpus;
    let drafts: Vec<_> = corpus.drafts().iter().map(|claim| corpus.claim_ref(*claim).to_string()).collect();
    assert_eq!(drafts, ["draft#a", "draft#b"], "the accepted one waits for the title");
    let document = corpus.document(corpus.find_document("draft").expect("a document"));
    assert_eq!(document.to_fill_in(), ["title", "publisher", "url", "published"]);
    assert!(corpus.claims().all(|claim| corpus.related(claim).iter().all(|related| !corpus.is_draft(related.other))));
}
