use super::*;

#[test]
fn what_was_put_in_comes_out() {
    let mut builder = EntityRefsBuilder::default();
    builder.push(&[], &[], &[], None, 0);
    let mut entities = |ids: &[&str]| -> Vec<_> { ids.iter().filter_map(|id| builder.entity(id)).collect() };
    let (speaker, via) = (entities(&["anna"]), entities(&["agency", "a b", "выборы"]));
    let (about, others) = (entities(&["mali", "anna"]), (0..300).map(|at| format!("actor-{at}")));
    let origin = builder.origin("wire");
    builder.push(&speaker, &via, &about, origin, 2);
    let others: Vec<_> = others.collect();
    let numbers: Vec<_> = others.iter().filter_map(|id| builder.entity(id)).collect();
    builder.push(&numbers[..3], &[], &numbers, None, 0);
    let refs = builder.build();
    let again = EntityRefs::read(refs.names(), &refs.numbers, [0, 2, 0]).expect("the same");
    assert_eq!(again, refs);
    let [nothing, all, many] = &again.claims().collect::<Vec<_>>()[..] else { panic!("three claims") };
    assert_eq!(*nothing, ClaimEntityRefs::default());
    let ids: Vec<_> = again.names().entities().collect();
    let entities = |numbers: &mut dyn Iterator<Item = usize>| numbers.map(|at| ids[at]).collect::<Vec<_>>();
    assert_eq!((entities(&mut all.speakers()), all.origin), (vec!["anna"], Some(0)));
    assert_eq!(entities(&mut many.speakers()), others[..3], "in the order in which they are written");
    assert_eq!(entities(&mut all.via()), ["agency", "выборы"]);
    assert_eq!(entities(&mut all.about()), ["mali", "anna"], "each is kept once");
    assert_eq!(entities(&mut many.about()), others);
    assert_eq!((ids.len(), again.names().origins().collect::<Vec<_>>()), (304, vec!["wire"]));
}

#[test]
fn documents_that_share_their_names_name_the_same() {
    let document = |entities: &[&str], origins: &[&str]| {
        let mut builder = EntityRefsBuilder::default();
        let entities: Vec<_> = entities.iter().filter_map(|id| builder.entity(id)).collect();
        let origins: Vec<_> = origins.iter().filter_map(|id| builder.origin(id)).collect();
        builder.push(&entities[..1], &entities, &entities, origins.last().copied(), 1);
        builder.push(&entities, &[], &entities[..1], None, 0);
        builder.build()
    };
    let told = |refs: &EntityRefs| {
        let entities: Vec<_> = refs.names().entities().collect();
        let origins: Vec<_> = refs.names().origins().collect();
        let claims = refs.claims().map(|claim| {
            let via: Vec<_> = claim.via().map(|at| entities[at]).collect();
            let about: Vec<_> = claim.about().map(|at| entities[at]).collect();
            let speakers: Vec<_> = claim.speakers().map(|at| entities[at]).collect();
            let origin = claim.origin.map(|at| origins[at]);
            format!("{speakers:?} {via:?} {about:?} {origin:?} {}", claim.relations)
        });
        claims.collect::<Vec<_>>()
    };
    let mut all = [document(&["a", "b"], &["w"]), document(&["b", "c"], &[]), document(&["d"], &["x", "w"])];
    let mut kept = document(&["e"], &["y"]);
    let also = kept.clone();
    let before: Vec<_> = all.iter().chain([&kept]).map(told).collect();
    EntityRefs::share(all.iter_mut().chain([&mut kept]));
    assert!(Arc::ptr_eq(all[0].names(), all[2].names()));
    assert!(Arc::ptr_eq(kept.names(), also.names()), "they are shared already");
    assert_eq!(all.iter().chain([&kept]).map(told).collect::<Vec<_>>(), before);
    EntityRefs::share(&mut all);
    assert_eq!(all.iter().map(told).collect::<Vec<_>>(), before[..3]);
}

#[test]
fn one_speaker_takes_one_byte() {
    let bytes = |speakers: &[usize]| {
        let mut numbers = PackedRefs::default();
        numbers.push(speakers.iter().copied(), [].into_iter(), [].into_iter(), None, 0);
        numbers.as_bytes().len()
    };
    assert_eq!([bytes(&[]), bytes(&[0]), bytes(&[125]), bytes(&[3, 4])], [5, 5, 5, 8]);
}

#[test]
fn only_its_own_numbers_are_taken_back() {
    let names = Arc::new(ReferencedIds::read(&["anna", "mali"], &["wire"]).expect("ids"));
    for good in [&[0, 0, 0, 0, 1][..], &[3, 1, 0, 2, 0, 1, 1, 1], &[1, 2, 3, 2, 0, 0, 0, 1]] {
        assert!(EntityRefs::read(&names, good, [1]).is_some(), "{good:?}");
        assert_eq!(EntityRefs::read(&names, good, [1, 0]), None, "{good:?}");
    }
    for bad in [
        &[][..],
        &[0, 0, 0, 0],
        &[0, 0, 0, 0, 0],
        &[0, 0, 0, 0, 1, 0],
        &[4, 0, 0, 0, 1],
        &[1, 0, 0, 0, 0, 1],
        &[1, 1, 2, 0, 0, 0, 1],
        &[1, 2, 2, 1, 0, 0, 0, 1],
        &[1, 2, 2, 4, 0, 0, 0, 1],
        &[0, 0, 0, 2, 1],
        &[0, 1, 2, 0, 0, 1],
        &[0, 9, 0, 0, 1],
        &[0, 0, 0, 0, 0x80],
        &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1],
    ] {
        assert_eq!(EntityRefs::read(&names, bad, [1]), None, "{bad:?}");
    }
    assert_eq!(ReferencedIds::read(&["a b"], &[]), None);
    assert_eq!(ReferencedIds::read(&[], &["\u{1b}"]), None);
}
