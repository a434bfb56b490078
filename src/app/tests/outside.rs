//! Opening links and copying text.

use super::*;
use crate::testing::fixture::pact;

#[test]
fn links_open_and_are_copied() {
    let mut driver = harbour_at(80, 24);
    driver.press("3jjo");
    assert_eq!(driver.opened, ["https://coast.example/opens#:~:text=The%20harbour%20opens%20again,on%20Thursday"]);
    driver.press("y");
    assert_eq!(
        driver.copied[0],
        "Inès Öberg (fact, 2024-05-01): The harbour of Norrhavn opens again on 2 May 2024.\nthrough Wire \
         Agency\n“Harbour opens again”, Coast Daily, 2024-05-02\n\
         https://coast.example/opens#:~:text=The%20harbour%20opens%20again,on%20Thursday"
    );
    driver.press("Y");
    assert_eq!(driver.copied[1], driver.opened[0]);
    driver.press("u<Down><Enter>");
    assert_eq!(driver.opened[1], "https://coast.example/opens");
    driver.press("<Esc>2gGo");
    assert!(matches!(driver.model.overlay(), Some(Overlay::Links(_))) || driver.model.status().is_some());
}

#[test]
fn a_citation_names_all_who_say_it_and_what_is_inferred() {
    let copied = |keys| {
        let mut driver = Driver::new(pact(), 80, 24);
        driver.press(keys);
        driver.copied.concat()
    };
    assert_eq!(
        ["3/tolls<Enter>y", "3/work begins<Enter>y"].map(copied),
        [
            "Vera Lund and Carl Moss (statement): The bridge will be free of tolls for good.\n“Two towns agree on a \
             bridge”, River Post, 2024-05-04\nhttps://river.example/pact#:~:text=free%20of%20tolls",
            "River Post (unsigned) (forecast): Work on the bridge begins in June 2024.\norigin: North Wire report of 3 \
             May 2024 (inferred)\n“Two towns agree on a bridge”, River \
             Post, 2024-05-04\nhttps://river.example/pact#:~:text=begins%20in%20June"
        ]
    );
}

#[test]
fn where_nothing_can_be_opened_or_copied_it_is_shown() {
    let mut driver = harbour_at(80, 24);
    driver.connected = false;
    driver.press("3o");
    let Some(Overlay::Lines(reading)) = driver.model.overlay() else { panic!("the address is shown") };
    assert_eq!(reading.page.plain().collect::<String>(), "https://coast.example/closed");
    assert!(reading.title.as_str().contains("no display"));
    driver.press("<Esc>y");
    assert!(matches!(driver.model.overlay(), Some(Overlay::Lines(_))));
}

#[test]
fn a_look_alike_host_is_said_in_both_spellings_and_opened_and_copied_as_it_is() {
    const FILE: &str = "{title: T, publisher: p, url: 'https://\u{430}pple.com/x', published: 2024}";
    let exact = "https://xn--pple-43d.com/x";
    let mut driver = Driver::new(corpus(&[("one.yaml", FILE)]), 80, 24);
    driver.press("1o");
    let status = driver.model.status().expect("what is opened").as_str();
    assert_eq!(status, "Opening xn--pple-43d.com (\u{430}pple.com) in the web browser.");
    driver.connected = false;
    driver.press("Y<Esc>o");
    let Some(Overlay::Lines(reading)) = driver.model.overlay() else { panic!("the address is shown") };
    assert_eq!(reading.page.plain().collect::<Vec<_>>(), [exact, "xn--pple-43d.com (\u{430}pple.com)"]);
    assert_eq!((driver.opened, driver.copied), (vec![exact.to_owned(); 2], vec![exact.to_owned(); 2]));
}
