//! What a reader types, and who must stand first in the list of entities.

use super::*;

/// Typed, and the id that is meant.
const FIRST: &[(&str, &str)] = &[
    // As it is written.
    ("sergey lavrov", "sergey-lavrov"),
    ("lavrov", "sergey-lavrov"),
    ("mali", "mali"),
    ("burkina faso", "burkina-faso"),
    ("niger", "niger"),
    ("russia", "russia"),
    ("wagner", "wagner-group"),
    ("putin", "vladimir-putin"),
    ("africa corps", "africa-corps"),
    ("africa", "africa"),
    ("bamako", "bamako"),
    // Beginnings.
    ("lav", "sergey-lavrov"),
    ("prig", "yevgeny-prigozhin"),
    ("burk f", "burkina-faso"),
    ("maurit", "mauritania"),
    ("klom", "kester-kenn-klomegah"),
    // Accents left out, put in, or put elsewhere.
    ("goita", "assimi-goita"),
    ("Goïta", "assimi-goita"),
    ("Goi\u{308}ta", "assimi-goita"),
    ("ASSIMI GOITA", "assimi-goita"),
    ("sangare", "bakary-yaou-sangare"),
    ("karamoko traore", "karamoko-jean-marie-traore"),
    ("klomégah", "kester-kenn-klomegah"),
    // A letter missing.
    ("lavrv", "sergey-lavrov"),
    ("prigozin", "yevgeny-prigozhin"),
    ("mauritnia", "mauritania"),
    ("avrov", "sergey-lavrov"),
    ("rigozhin", "yevgeny-prigozhin"),
    // A letter too many, or doubled.
    ("lavrrov", "sergey-lavrov"),
    ("goitta", "assimi-goita"),
    ("nigger", "niger"),
    ("slavrov", "sergey-lavrov"),
    ("eswattini", "eswatini"),
    // Neighbours swapped.
    ("larvov", "sergey-lavrov"),
    ("alvrov", "sergey-lavrov"),
    ("ptuin", "vladimir-putin"),
    ("wanger", "wagner-group"),
    ("bamkao", "bamako"),
    // Another letter, inside and in front.
    ("goyta", "assimi-goita"),
    ("lawrov", "sergey-lavrov"),
    ("prigoshin", "yevgeny-prigozhin"),
    ("pavrov", "sergey-lavrov"),
    ("kozambique mali", ""),
    ("boita", "assimi-goita"),
    // Two letters.
    ("lavroff", "sergey-lavrov"),
    ("lafrof", "sergey-lavrov"),
    ("prigoschin", "yevgeny-prigozhin"),
    ("sangary", "bakary-yaou-sangare"),
    ("gojtta", "assimi-goita"),
    // Other scripts and languages, by alias.
    ("лавров", "sergey-lavrov"),
    ("Путин", "vladimir-putin"),
    ("гоита", "assimi-goita"),
    ("王毅", "wang-yi"),
    ("中国", "china"),
    ("毅", "wang-yi"),
    ("sergei", "sergey-lavrov"),
    ("poutine", "vladimir-putin"),
    ("cote d'ivoire", ""),
    ("république du congo", "republic-of-the-congo"),
    // In any order.
    ("lavrov sergey", "sergey-lavrov"),
    ("faso burkina", "burkina-faso"),
    ("yi wang", "wang-yi"),
    ("states sahel alliance", "aes"),
    // Abbreviations.
    ("CEDEAO", "ecowas"),
    ("ecowas", "ecowas"),
    ("aes", "aes"),
    ("acled", "acled"),
    ("RFI", "rfi"),
    ("bbc", "bbc"),
    ("fama", "malian-armed-forces"),
    ("unsc", "un-security-council"),
    ("U.N.S.C.", "un-security-council"),
    // Compounds, words run together and fallen apart.
    ("sassou nguesso", "denis-sassou-nguesso"),
    ("sassou-nguesso", "denis-sassou-nguesso"),
    ("sassounguesso", "denis-sassou-nguesso"),
    ("gamandiy egorov", "mikhail-gamandiy-egorov"),
    ("burkinafaso", "burkina-faso"),
    ("sergeylavrov", "sergey-lavrov"),
    ("pri gozhin", "yevgeny-prigozhin"),
    ("alqaeda", "al-qaeda"),
    ("al qaida", "al-qaeda"),
    ("france 24", "france-24"),
    ("france24", "france-24"),
    // Scattered letters.
    ("lvrv", "sergey-lavrov"),
    ("prgzhn", "yevgeny-prigozhin"),
    // By what they are called.
    ("the russian foreign minister", "sergey-lavrov"),
    ("foreign minister of russia", "sergey-lavrov"),
];

#[test]
fn who_is_meant_stands_first() {
    let mut missed = Vec::new();
    for (typed, meant) in FIRST {
        let found = ids(&SHIPPED, typed, Scope::Entities);
        if found.first().map_or("", String::as_str) != *meant {
            missed.push(format!("`{typed}`: {meant} expected, {:?} found", found.iter().take(4).collect::<Vec<_>>()));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
