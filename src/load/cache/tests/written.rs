//! What is written comes back, and nothing else comes in.

use std::io;
use std::sync::Arc;

use crate::briefing::{File, Mentions, Names};
use crate::corpus::Corpus;
use crate::load::cache::container::{Reader, Writer};
use crate::load::cache::document;
use crate::load::cache::document::{Records, Words};
use crate::load::cache::references;
use crate::load::cache::references::Counts;
use crate::load::cache::register;
use crate::load::cache::tests::told;
use crate::testing::fixture::{harbour, pact};

#[test]
fn every_word_of_a_register_comes_back() {
    let text = "- {id: a, schema: Person, name: Анна B, alias: [x, y z], weakAlias: [w], position: [Chair], country: [ml, ru], \
                memberOf: [b], wikidataId: Q1, summary: Who.}\n- {id: b, schema: PublicBody, name: B}\n";
    let sources = "outlets: [{id: o, name: O, url: 'https://o.example/', reliability: B, note: Why.}, {id: p, name: P}]\n\
                   origins: [{id: wire, name: W, issuer: [a, b], date: 2024-05}, {id: talk, name: T}, {id: copy, name: C, basis: inferred, note: Same words.}]\n";
    for (stem, text) in [("entities", text), ("sources", sources)] {
        let file = File::read("f".into(), stem, text.into());
        assert_eq!(file.problems, []);
        let content = file.content.expect("a register");
        let bytes = register::write(&content).expect("written");
        let again = register::read(&bytes).expect("a register");
        assert_eq!(format!("{again:?}"), format!("{content:?}"));
        for at in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] = 0x1b;
            let read = register::read(&wrong);
            assert!(!format!("{read:?}").contains("\\u{1b}"), "nothing comes in that no file could say");
            assert!(register::read(&bytes[..at]).is_none());
        }
    }
}

#[test]
fn every_word_of_a_document_comes_back() {
    every_word_comes_back(&harbour());
    every_word_comes_back(&pact());
}

fn every_word_comes_back(corpus: &Corpus) {
    let entities: Vec<_> = corpus.entities().map(|slot| corpus.entity(slot).id.as_str()).collect();
    let origins: Vec<_> = corpus.origins().map(|slot| corpus.origin(slot).id.as_str()).collect();
    let names = Arc::new(Names::read(&entities, &origins).expect("ids"));
    for slot in corpus.documents() {
        let mut words = Words::default();
        let records = document::write(corpus, slot, &mut words, Vec::new()).expect("written");
        let (length, block) = (words.as_str().len(), [words.as_str().as_bytes(), &records].concat());
        let read = |block: &[u8]| {
            let mut records = Records::of(block, length)?;
            let (document, mentions) = records.next(&format!("{}.yaml", corpus.document(slot).id))?;
            let relations = document.claims.iter().map(|claim| claim.relations.len());
            let mentions = Mentions::read(&names, mentions, relations)?;
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
        // What no file could say does not come in by this door either.
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
fn references_that_lead_nowhere_are_not_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cache");
    let wrong = |spoil: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let corpus = harbour();
        let mut writer = Writer::create(folder.path(), u64::MAX)?;
        let blocks = references::write(corpus.parts(), &mut writer).expect("written");
        writer.finish(&[], &path)?;
        let (reader, _) = Reader::open(&path).expect("a cache");
        let mut blocks: Vec<_> = blocks.iter().map(|block| reader.block(block).expect("a block")).collect();
        spoil(&mut blocks);
        let mut writer = Writer::create(folder.path(), u64::MAX)?;
        let blocks: Vec<_> = blocks.iter().map(|block| writer.append(block)).collect::<Result<_, _>>()?;
        writer.finish(&[], &path)?;
        let (reader, _) = Reader::open(&path).expect("a cache");
        let Some(known) = references::read(&reader, &blocks) else { return Ok(None) };
        if known.first_claim != corpus.parts().first_claim || known.counts != Counts::new(corpus.parts()) {
            return Ok(None);
        }
        io::Result::Ok(Some(told(&corpus.with_references(known.references))))
    };
    assert_eq!(wrong(&|_| ()).expect("written"), Some(told(&harbour())));
    let mut taken = 0;
    for block in 0..17 {
        for at in 0..60 {
            // What is taken can be told without leading anywhere that does not exist.
            let told = wrong(&|blocks| blocks[block].iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 0x0f));
            taken += usize::from(told.expect("written").is_some());
        }
        assert_eq!(wrong(&|blocks| blocks[block].truncate(3)).expect("written"), None);
        assert_eq!(wrong(&|blocks| drop(blocks.remove(block))).expect("written"), None);
    }
    assert!(taken > 0);
}
