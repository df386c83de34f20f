//! Our own accept loop. `axum::serve` sets no timer, so a client that never finishes its head would
//! hold a connection for ever (`RELIABILITY.md` S2); this loop has timers and limits on everything.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::limits::{
    CONNECTIONS_MAX, CONNECTIONS_PER_ADDRESS_MAX, HANDSHAKE_TIMEOUT, HEAD_BYTES_MAX, HEAD_TIMEOUT,
    HEADERS_MAX, SHUTDOWN_GRACE,
};
use crate::tls::Certificate;

/// Pause after the system refused a connection (out of file descriptors), so as not to spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Timers and limits; tests shorten them.
#[derive(Clone, Copy, Debug)]
pub struct ServeLimits {
    /// Time for a whole request head, also while a kept connection waits for its next request.
    pub head_timeout: Duration,
    /// Open connections.
    pub connections_max: usize,
    /// Open connections of one address.
    pub connections_per_address_max: usize,
}

impl Default for ServeLimits {
    fn default() -> Self {
        Self {
            head_timeout: HEAD_TIMEOUT,
            connections_max: CONNECTIONS_MAX,
            connections_per_address_max: CONNECTIONS_PER_ADDRESS_MAX,
        }
    }
}

/// How the server is reached.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// TLS with this certificate; plain without.
    pub certificate: Option<Arc<Certificate>>,
    /// Servers in front of this one, whose `X-Forwarded-For` is believed. From anybody else the
    /// header is ignored, so that nobody signs in under another's address.
    pub proxies: Vec<IpAddr>,
}

impl Reach {
    /// Who really asks: the last address the proxy in front wrote, or whoever opened the connection.
    fn asking(&self, peer: SocketAddr, headers: &HeaderMap) -> SocketAddr {
        if !self.proxies.contains(&peer.ip().to_canonical()) {
            return peer;
        }
        headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.rsplit(',').next())
            .and_then(|address| address.trim().parse::<IpAddr>().ok())
            .map_or(peer, |address| SocketAddr::new(address, 0))
    }
}

/// Serves until `stop` is ready, then lets requests in flight finish for [`SHUTDOWN_GRACE`].
///
/// # Errors
/// Never after a successful bind; the signature leaves room for a listener that dies.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    reach: Reach,
    limits: ServeLimits,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let graceful = GracefulShutdown::new();
    let connections = Arc::new(Semaphore::new(limits.connections_max));
    let addresses = Addresses::default();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = accept(&listener, &connections) => accepted,
        };
        let Some((stream, remote, permit)) = accepted else {
            continue;
        };
        let most = if reach.proxies.contains(&remote.ip().to_canonical()) {
            limits.connections_max
        } else {
            limits.connections_per_address_max
        };
        let Some(place) = addresses.enter(remote.ip(), most) else {
            tracing::warn!(address = %remote.ip(), "too many connections from one address");
            continue;
        };
        // Pages are small; waiting to fill a packet only adds latency.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was refused");
        }
        let (watcher, router, reach) = (graceful.watcher(), router.clone(), reach.clone());
        tokio::spawn(async move {
            match &reach.certificate {
                None => {
                    let connection = connection(stream, remote, router, reach.clone(), &limits);
                    ended(watcher.watch(connection).await);
                }
                Some(certificate) => {
                    let Some(stream) = shake_hands(certificate, stream).await else {
                        return;
                    };
                    let connection = connection(stream, remote, router, reach.clone(), &limits);
                    ended(watcher.watch(connection).await);
                }
            }
            drop((permit, place));
        });
    }
    drop(listener);
    if tokio::time::timeout(SHUTDOWN_GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
    Ok(())
}

/// The next connection together with its permit; `None` when the system refused it.
async fn accept(
    listener: &TcpListener,
    connections: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    // The semaphore is never closed. Waiting here leaves the rest in the system's backlog.
    let permit = Arc::clone(connections).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, remote)) => Some((stream, remote, permit)),
        Err(error) => {
            tracing::warn!(%error, "a connection was not accepted");
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

fn ended(result: Result<(), hyper::Error>) {
    if let Err(error) = result {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// The encrypted stream; `None` when the client did not speak TLS, or not in time.
async fn shake_hands(
    certificate: &Certificate,
    stream: TcpStream,
) -> Option<tokio_rustls::server::TlsStream<TcpStream>> {
    let shaken = certificate.acceptor().accept(stream);
    match tokio::time::timeout(HANDSHAKE_TIMEOUT, shaken).await {
        Ok(Ok(stream)) => Some(stream),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a TLS handshake failed");
            None
        }
        Err(_) => None,
    }
}

fn connection<S>(
    stream: S,
    remote: SocketAddr,
    router: Router,
    reach: Reach,
    limits: &ServeLimits,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send + 'static
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        let asking = reach.asking(remote, request.headers());
        request.extensions_mut().insert(ConnectInfo(asking));
        let router = router.clone();
        async move {
            let response = router.oneshot(request).await;
            Ok::<_, Infallible>(match response {
                Ok(response) => response,
                Err(never) => match never {},
            })
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_timeout)
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .serve_connection(TokioIo::new(stream), service)
}

/// How many connections each address holds.
#[derive(Clone, Default)]
struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Addresses {
    fn enter(&self, address: IpAddr, most: usize) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Place {
            addresses: self.clone(),
            address,
        })
    }
}

/// One connection of an address; leaves when dropped.
struct Place {
    addresses: Addresses,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self
            .addresses
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    async fn start(limits: ServeLimits) -> (SocketAddr, tokio::sync::oneshot::Sender<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let router = Router::new().route("/", axum::routing::get(|| async { "here" }));
        tokio::spawn(serve(listener, router, Reach::default(), limits, async {
            let _ = stopped.await;
        }));
        (address, stop)
    }

    async fn ask(address: SocketAddr) -> String {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await
            .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        answer
    }

    /// The fault of S2: with plain `axum::serve` this connection stays open for ever.
    #[tokio::test]
    async fn a_head_that_never_ends_is_dropped_and_others_are_served() {
        let head_timeout = Duration::from_millis(200);
        let (address, _stop) = start(ServeLimits {
            head_timeout,
            ..ServeLimits::default()
        })
        .await;
        let mut slow = Vec::new();
        for _ in 0..50 {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            stream
                .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
                .await
                .expect("sent");
            slow.push(stream);
        }
        assert!(ask(address).await.ends_with("here"));
        for mut stream in slow {
            let mut rest = Vec::new();
            let ended =
                tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await;
            assert!(ended.is_ok(), "the connection is still open");
        }
    }

    /// S2 with its numbers: 2,000 clients from ten addresses, each sending a byte now and then,
    /// under the limits of production.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn s2_two_thousand_slow_clients_delay_nobody() {
        raise_open_files(5_000);
        let (address, _stop) = start(ServeLimits::default()).await;
        let mut slow = Vec::new();
        for number in 0..2_000_u32 {
            let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
            let last = u8::try_from(2 + number % 10).expect("a byte");
            let own = SocketAddr::from(([127, 0, 0, last], 0));
            socket.bind(own).expect("an address of this machine");
            let mut stream = socket.connect(address).await.expect("a connection");
            let head = b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ";
            stream.write_all(head).await.expect("sent");
            slow.push(stream);
        }
        let drip = tokio::spawn(async move {
            loop {
                for stream in &mut slow {
                    // Those that are dropped by now are what the timeout is for.
                    let _ = stream.write_all(b"a").await;
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        });
        let mut waits = Vec::new();
        for _ in 0..200 {
            let asked = std::time::Instant::now();
            assert!(ask(address).await.ends_with("here"));
            waits.push(asked.elapsed());
        }
        drip.abort();
        waits.sort_unstable();
        let (median, late) = (waits[waits.len() / 2], waits[waits.len() * 99 / 100]);
        assert!(
            late < Duration::from_millis(100),
            "median {median:?}, 99th percentile {late:?}"
        );
    }

    /// Both ends of every connection are files of this process.
    fn raise_open_files(wanted: u64) {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        if limit.current.is_some_and(|current| current < wanted) {
            let raised = Rlimit {
                current: Some(wanted),
                maximum: limit.maximum,
            };
            setrlimit(Resource::Nofile, raised).expect("the system allows so many open files");
        }
    }

    #[tokio::test]
    async fn one_address_cannot_take_every_connection() {
        let limits = ServeLimits {
            connections_per_address_max: 2,
            ..ServeLimits::default()
        };
        let (address, _stop) = start(limits).await;
        let _first = TcpStream::connect(address).await.expect("a connection");
        let _second = TcpStream::connect(address).await.expect("a connection");
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut third = TcpStream::connect(address)
            .await
            .expect("the backlog takes it");
        let mut rest = Vec::new();
        let ended =
            tokio::time::timeout(Duration::from_secs(5), third.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "the third connection was kept");
    }

    #[tokio::test]
    async fn a_request_head_larger_than_the_limit_is_refused() {
        let (address, _stop) = start(ServeLimits::default()).await;
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let large = format!(
            "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
            // The limit is one of buffers: a single read may go a little beyond it.
            "a".repeat(4 * HEAD_BYTES_MAX)
        );
        let _ = stream.write_all(large.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        assert!(!String::from_utf8_lossy(&answer).contains("200 OK"));
    }

    #[test]
    fn only_a_known_proxy_says_who_asks() {
        let proxy: SocketAddr = ([127, 0, 0, 1], 5).into();
        let reach = Reach {
            certificate: None,
            proxies: vec![proxy.ip()],
        };
        let headers = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append("x-forwarded-for", value.parse().expect("a header"));
            }
            headers
        };
        let asking = |peer: SocketAddr, values: &[&'static str]| {
            reach.asking(peer, &headers(values)).ip().to_string()
        };
        assert_eq!(asking(proxy, &["203.0.113.7"]), "203.0.113.7");
        // What the client itself sent stands before what the proxy added.
        assert_eq!(asking(proxy, &["10.0.0.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(asking(proxy, &["10.0.0.1", "203.0.113.7"]), "203.0.113.7");
        assert_eq!(asking(proxy, &["nobody"]), "127.0.0.1");
        assert_eq!(asking(proxy, &[]), "127.0.0.1");
        let mapped: SocketAddr = "[::ffff:127.0.0.1]:5".parse().expect("an address");
        assert_eq!(asking(mapped, &["203.0.113.7"]), "203.0.113.7");
        let stranger = ([203, 0, 113, 9], 5).into();
        assert_eq!(asking(stranger, &["127.0.0.1"]), "203.0.113.9");
    }

    #[tokio::test]
    async fn after_stop_nothing_new_is_served() {
        let (address, stop) = start(ServeLimits::default()).await;
        assert!(ask(address).await.ends_with("here"));
        let _ = stop.send(());
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(TcpStream::connect(address).await.is_err());
    }
}
