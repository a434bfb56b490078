use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::*;

/// A server on this machine that answers by the path of the request.
struct Server {
    root: Url,
}

/// What the server sends, byte by byte.
type Answer = dyn Fn(&str, &mut TcpStream) + Send + Sync;

impl Server {
    /// Starts a server. Its threads end with the test's process.
    fn start(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let root = format!("http://{}/", listener.local_addr().expect("an address"));
        let answer: Arc<Answer> = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let answer = Arc::clone(&answer);
                thread::spawn(move || Self::serve(stream, &*answer));
            }
        });
        Self { root: Url::parse(&root).expect("an address") }
    }

    /// Reads one request, and answers it.
    fn serve(mut stream: TcpStream, answer: &Answer) {
        let mut lines = BufReader::new(stream.try_clone().expect("a socket")).lines().map_while(Result::ok);
        let Some(request) = lines.next() else { return };
        let agent = lines.by_ref().take_while(|line| !line.is_empty()).any(|line| line.contains("briefing/"));
        assert!(agent, "the program says what it is");
        let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
        answer(&path, &mut stream);
    }

    fn at(&self, path: &str) -> Url {
        self.root.join(path).expect("an address")
    }
}

/// Sends a whole answer. A client that has gone away is none of the server's business.
fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).ok();
}

fn client() -> Client {
    let limits = FetchTuning { time: Duration::from_secs(10), bytes: 4096, redirects: 5, is_proxied: false };
    Client::new(limits)
}

#[test]
fn redirects_are_followed_to_a_limit() {
    let server = Server::start(|path, stream| match path.strip_prefix("/hop/") {
        Some("0") => send(stream, "200 OK", "Content-Type: text/plain\r\n", b"here"),
        Some(left) => {
            let next = left.parse::<usize>().expect("a number") - 1;
            send(stream, "302 Found", &format!("Location: /hop/{next}#part\r\n"), b"");
        }
        None if path == "/file" => send(stream, "301 Moved", "Location: file:///etc/hostname\r\n", b""),
        None if path == "/nowhere" => send(stream, "301 Moved", "", b""),
        None => send(stream, "301 Moved", &format!("Location: {path}\r\n"), b""),
    });
    let fetch = |path: &str| client().fetch(&server.at(path));
    let page = fetch("/hop/5").expect("five are allowed");
    assert_eq!((page.bytes.as_slice(), page.address.path()), (b"here".as_slice(), "/hop/0"));
    assert_eq!(fetch("/hop/6"), Err(Failure::TooManyRedirects(5)));
    assert_eq!(fetch("/loop"), Err(Failure::Loop));
    assert_eq!(fetch("/file"), Err(Failure::BadRedirect));
    assert_eq!(fetch("/nowhere"), Err(Failure::BadRedirect));
    let file = Url::parse("file:///etc/hostname").expect("an address");
    assert_eq!(client().fetch(&file), Err(Failure::NotWeb));
}

#[test]
fn no_page_is_larger_than_the_limit() {
    // Three kilobytes that become half a megabyte.
    let bomb: Vec<u8> = gzip_of_zeros(1 << 19);
    assert!(bomb.len() < 4096);
    let server = Server::start(move |path, stream| match path {
        "/fits" => send(stream, "200 OK", "", &[b'a'; 4096]),
        "/large" => send(stream, "200 OK", "", &[b'a'; 4097]),
        "/bomb" => send(stream, "200 OK", "Content-Encoding: gzip\r\n", &bomb),
        // Without a length, and without an end.
        _ => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").ok();
            while stream.write_all(&[b'a'; 1024]).is_ok() {}
        }
    });
    let fetch = |path: &str| client().fetch(&server.at(path));
    assert_eq!(fetch("/fits").map(|page| page.bytes.len()), Ok(4096));
    for path in ["/large", "/bomb", "/endless"] {
        assert_eq!(fetch(path), Err(Failure::TooLarge(4096)), "{path}");
    }
}

/// Returns zeros in gzip, in blocks of deflate that repeat one byte.
fn gzip_of_zeros(length: usize) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let mut bits = Bits::default();
    bits.push(0b1, 1);
    bits.push(0b01, 2);
    // In the fixed code, the letter 0 is 00110000, the length 258 is 11000101, and the distance 1 is 00000.
    bits.push_code(0b0011_0000, 8);
    for _ in 0..length / 258 {
        bits.push_code(0b1100_0101, 8);
        bits.push_code(0, 5);
    }
    bits.push_code(0, 7);
    bytes.extend(bits.finish());
    bytes.extend([0; 8]);
    bytes
}

/// Bits, the lowest of each byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        for at in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let last = self.bytes.last_mut().expect("a byte was pushed");
            *last |= u8::from(bits >> at & 1 == 1) << (self.used % 8);
            self.used += 1;
        }
    }

    /// Pushes a Huffman code, whose highest bit comes first.
    fn push_code(&mut self, code: u32, count: u32) {
        (0..count).rev().for_each(|at| self.push(code >> at & 1, 1));
    }

    fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[test]
fn a_slow_server_is_left() {
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    let held = std::sync::Mutex::new((sender, receiver));
    let server = Server::start(move |path, stream| {
        if path == "/body" {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab").ok();
        }
        // The connection stays open: nobody sends to this channel.
        held.lock().map(|held| held.1.recv()).ok().map(drop).unwrap_or_default();
    });
    let time = Duration::from_millis(300);
    let client = Client::new(FetchTuning { time, bytes: 4096, redirects: 5, is_proxied: false });
    assert_eq!(client.fetch(&server.at("/body")), Err(Failure::Timeout(time)));
    assert_eq!(client.fetch(&server.at("/head")), Err(Failure::Timeout(time)));
}

#[test]
fn a_status_says_what_is_wrong() {
    let server = Server::start(|path, stream| match path {
        "/picture" => send(stream, "200 OK", "Content-Type: image/png\r\n", b"x"),
        path => send(stream, &format!("{} X", &path[1..]), "", b"an error page with words"),
    });
    let fetch = |path: &str| client().fetch(&server.at(path)).expect_err("a failure");
    assert_eq!(fetch("/404"), Failure::Gone(404));
    assert_eq!(fetch("/410"), Failure::Gone(410));
    assert_eq!(fetch("/403"), Failure::Closed(403));
    assert_eq!(fetch("/500"), Failure::Status(500));
    assert_eq!(fetch("/picture"), Failure::NotText("image/png".into()));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let closed = format!("http://{}/", listener.local_addr().expect("an address"));
    drop(listener);
    let refused = client().fetch(&Url::parse(&closed).expect("an address")).expect_err("nothing listens");
    assert!(matches!(refused, Failure::Connection(_)), "{refused}");
}

#[test]
fn a_page_is_read_by_what_the_server_says() {
    let paragraph =
        "<p>Le café de la petite ville a rouvert jeudi, a déclaré la directrice, qui le dirige depuis onze ans.";
    let body = paragraph.repeat(4);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&body);
    let latin = latin.into_owned();
    let server = Server::start(move |path, stream| match path {
        "/latin" => send(stream, "200 OK", "Content-Type: text/html; charset=iso-8859-1\r\n", &latin),
        "/wrong" => send(stream, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", &latin),
        "/markdown" => send(stream, "200 OK", "Content-Type: text/markdown\r\n", b"# A *word*\n"),
        _ => send(stream, "200 OK", "Content-Type: text/plain\r\n", b"# A *word*\n"),
    });
    let read = |path: &str| read_address(&client(), &server.at(path)).expect("an article");
    let article = read("/latin");
    assert!(article.text.starts_with("Le café de la petite ville"), "{}", article.text);
    assert_eq!(article.found.url.map(|url| url.value), Some(server.at("/latin").into()));
    assert!(read("/wrong").text.starts_with("Le caf\u{fffd} de"), "the server's word counts, as in a browser");
    assert_eq!(read("/markdown").text, "A word\n");
    assert_eq!(read("/text").text, "# A *word*\n");
}

#[test]
fn a_site_can_forbid_programs_once_and_for_all_its_pages() {
    let asked = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let server = Server::start(move |path, stream| {
        assert_eq!(path, "/robots.txt");
        count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        send(stream, "200 OK", "Content-Type: text/plain\r\n", b"User-agent: *\nDisallow: /private/");
    });
    let client = client();
    assert!(client.is_forbidden(&server.at("/private/a")));
    assert!(!client.is_forbidden(&server.at("/public/a")));
    assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 1);
    let without = Server::start(|_, stream| send(stream, "404 Not Found", "", b""));
    assert!(!client.is_forbidden(&without.at("/a")));
}
