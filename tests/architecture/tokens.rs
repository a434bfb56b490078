//! Splits Rust source text into tokens, from which imports are read.

/// Returns the tokens of `text` without comments, literals, lifetimes, and items that only tests compile.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    without_tests(&all_tokens(text))
}

fn all_tokens(text: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let (word, after) = rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
        rest = if rest.starts_with("//") {
            rest.find('\n').map_or("", |end| &rest[end..])
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or("", |end| &rest[end + 2..])
        } else if ["r", "br", "cr"].contains(&word) && after.starts_with(['"', '#']) {
            after_raw_string(after)
        } else if !word.is_empty() {
            found.push(word.to_owned());
            after
        } else if first == '"' || (first == '\'' && is_char(rest)) {
            after_quoted(rest, first)
        } else if first == '\'' {
            rest[1..].trim_start_matches(is_word)
        } else if let Some(after) = rest.strip_prefix("::") {
            found.push("::".to_owned());
            after
        } else {
            if !first.is_whitespace() {
                found.push(first.to_string());
            }
            &rest[first.len_utf8()..]
        };
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Tells a character, such as `'a'` or `'\n'`, from a lifetime.
fn is_char(text: &str) -> bool {
    text[1..].starts_with('\\') || text.chars().nth(2) == Some('\'')
}

/// Returns what comes after the literal that `text` begins with.
fn after_quoted(text: &str, quote: char) -> &str {
    let mut is_escaped = false;
    let end = text[1..].find(|c| {
        let is_end = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    });
    end.map_or("", |end| &text[end + 2..])
}

/// Returns what comes after a raw string. `text` begins with its `#` or quote.
fn after_raw_string(text: &str) -> &str {
    let fence = text.len() - text.trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(fence));
    let body = &text[fence + 1..];
    body.find(&end).map_or("", |at| &body[at + end.len()..])
}

/// Leaves out every item below `#[cfg(test)]`.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        if tokens[at..].iter().take(7).eq(["#", "[", "cfg", "(", "test", ")", "]"]) {
            at = after_item(tokens, at + 7);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Returns the position after the item at `at`, which ends with a semicolon or a block.
fn after_item(tokens: &[String], mut at: usize) -> usize {
    let mut depth = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 && (token == ";" || token == "}") {
            break;
        }
    }
    at
}
