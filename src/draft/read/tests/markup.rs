//! Markup and character sets.

use proptest::prelude::*;

use crate::draft::read::{charset, html};

#[test]
fn words_are_joined_only_within_a_line() {
    let shown = |page: &str| html::text(page);
    assert_eq!(shown("<p>a<b>b</b>c</p><div>d</div>e<br>f"), "abc\nd\ne\nf\n");
    assert_eq!(shown("<table><tr><td>a<td>b<tr><td>c</table>"), "a\nb\nc\n");
    assert_eq!(shown("  a \n\t b&nbsp;c&shy;d  "), "a b\u{a0}cd\n");
    assert_eq!(shown("<pre>a\n  b</pre>"), "a\nb\n");
    assert_eq!(shown("a<script>b<p>c</script>d<style>e"), "ad\n");
    assert_eq!(shown("a<!-- b > -->c<!d>e<!-- f"), "ace\n");
    assert_eq!(shown("1 < 2 <3 a<b"), "1 < 2 <3 a\n", "a tag that the page ends in is not shown");
    assert_eq!(shown("<a title='>'>b</a title=x>c"), "bc\n");
}

#[test]
fn entities_are_those_of_browsers() {
    let decoded = |text: &str| html::decode(text).into_owned();
    assert_eq!(
        decoded("&lt;p&gt; &amp;amp; &eacute;&eacute &#8217;&#x2019;&#146; &NotEqualTilde;"),
        "<p> &amp; éé ’’’ ≂̸"
    );
    assert_eq!(decoded("AT&T & &unknown; &#; &#xFFFFFF; &copy2024"), "AT&T & &unknown; &#; \u{fffd} ©2024");
}

#[test]
fn nesting_is_repaired_as_in_a_browser() {
    let tidy = |page: &str| {
        let page = html::tidy(page);
        let body =
            page.strip_prefix("<!DOCTYPE html><html><body>").and_then(|page| page.strip_suffix("</body></html>"));
        body.expect("the frame").to_owned()
    };
    assert_eq!(tidy("<p>a<p class=x onclick=y>b<div>c"), "<p>a</p><p class=\"x\">b</p><div>c</div>");
    assert_eq!(tidy("<ul><li>a<li>b</ul>c</div>"), "<ul><li>a</li><li>b</li></ul>c");
    assert_eq!(tidy("<div><span>a</div>b</span>"), "<div><span>a</span></div>b");
    assert_eq!(tidy("<b>a<i>b</b>c</i>"), "abc");
    assert_eq!(tidy("<svg><p>a</svg>b<svg>c<p>d"), "bc<p>d</p>", "an element that never ends hides nothing");
    assert_eq!(
        tidy("<table><tr><td>a<td>b</div><tr><td>c</table>"),
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    );
    assert_eq!(tidy("<a href=a>b<a href='c\"'>d"), "<a href=\"a\">b</a><a href=\"c&quot;\">d</a>");
}

#[test]
fn a_page_is_decoded_by_what_it_says() {
    let decoded = |bytes: &[u8], header: Option<&str>| charset::decode(bytes, header);
    assert_eq!(decoded(b"caf\xe9", None), "café");
    assert_eq!(decoded("café".as_bytes(), None), "café");
    assert_eq!(decoded(b"\xef\xf0\xe8", Some("text/html; charset=Windows-1251")), "при");
    assert_eq!(decoded(b"<meta charset=koi8-r>\xd0", None), "<meta charset=koi8-r>п");
    let equiv = b"<META http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>\xb1";
    assert!(decoded(equiv, None).ends_with('ą'));
    assert!(decoded(b"<?xml version='1.0' encoding='windows-1251'?>\xef", None).ends_with('п'));
    assert_eq!(decoded(b"\xef\xbb\xbfcaf\xc3\xa9", Some("text/html; charset=iso-8859-1")), "café");
    assert_eq!(decoded(b"\xff\xfea\0\xe9\0", None), "aé");
    assert_eq!(decoded(b"<meta charset=utf-16>\xc3\xa9", None), "<meta charset=utf-16>é");
    assert_eq!(decoded(b"a\xe9", Some("text/html; charset=utf-8")), "a\u{fffd}", "what the server says wrongly");
    assert_eq!(decoded(b"a\xe9", Some("text/html; charset=nonsense")), "aé");
}

proptest! {
    #[test]
    fn tidying_changes_no_text(page in "(<(/?)(p|div|b|a|table|tr|td|ul|li|svg|h1|span)( class='?x)?>|[a-c&; <>\"'/!-]){0,60}") {
        // What is in an element that is not shown goes; all other letters stay in order.
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
        prop_assume!(!page.contains("<svg"));
        prop_assert_eq!(letters(&html::text(&html::tidy(&page))), letters(&html::text(&page)));
    }

    #[test]
    fn tidying_twice_is_tidying_once(page in "(<(/?)(p|div|b|a|table|tr|td|ul|li|h1|span)( class='?x)?>|[a-c&; <>\"'/!-]){0,60}") {
        let once = html::tidy(&page);
        let inner = |page: &str| page.replace("<!DOCTYPE html><html><body>", "").replace("</body></html>", "");
        prop_assert_eq!(inner(&html::tidy(&once)), inner(&once));
    }

    #[test]
    fn any_text_can_be_read(page in "\\PC{0,200}") {
        html::text(&page);
        html::decode(&page);
    }
}
