//! Headless Chromium, driven by its DevTools protocol over two pipes. Knows no page of ours.
//!
//! <https://chromedevtools.github.io/devtools-protocol/> has the methods. With `--remote-debugging-pipe` the browser reads
//! messages from file descriptor 3 and writes them to 4, each a JSON text that ends with a zero byte.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::skipped::skip;

/// However slow the machine: a run that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(180);

/// A browser with one page.
pub struct Chrome {
    browser: Child,
    to: File,
    from: Receiver<Value>,
    until: Instant,
    /// The page's session, once there is one.
    session: Option<String>,
    calls: u64,
    /// What the browser told of the page that is open, in its order.
    told: Vec<Value>,
    /// Its profile and the pipes.
    folder: TempDir,
    /// Where this is dropped, the watchdog sleeps on.
    _watchdog: Sender<()>,
}

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The width of the window, in pixels.
    pub width: u32,
    /// `light` or `dark`.
    pub scheme: &'static str,
}

impl Chrome {
    /// Starts a browser; `None` where none is installed.
    pub fn start() -> Option<Self> {
        let Some(program) = installed() else {
            skip("no Chromium as `chromium`, `chromium-browser` or `google-chrome` on PATH, nor named by CHROME");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let (to, from) = (folder.path().join("to"), folder.path().join("from"));
        assert!(Command::new("mkfifo").args([&to, &from]).status().unwrap().success());
        let browser = Command::new("sh")
            .args(["-c", r#"to=$1; from=$2; shift 2; exec "$@" 3<"$to" 4>"$from""#, "sh"])
            .args([&to, &from, &program])
            .args(["--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-quic"])
            .args(["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args([
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A group of its own, so that whatever the browser starts ends with it.
            .process_group(0)
            .spawn()
            .unwrap();
        let watchdog = watch(browser.id());
        let mut chrome = Self {
            browser,
            // Opened for both, since the other side may be slow to come.
            to: OpenOptions::new().read(true).write(true).open(to).unwrap(),
            from: listen(from),
            until: Instant::now() + LONGEST,
            session: None,
            calls: 0,
            told: Vec::new(),
            folder,
            _watchdog: watchdog,
        };
        let target = chrome.call("Target.createTarget", json!({ "url": "about:blank" }))["targetId"].clone();
        let session = chrome.call("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        chrome.session = Some(session["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network"] {
            chrome.call(&format!("{domain}.enable"), json!({}));
        }
        Some(chrome)
    }

    /// A folder that goes when the browser does.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens a file, with what stands behind the `#` of its address, and waits until it is there.
    pub fn open(&mut self, file: &Path, hash: &str, look: Look) {
        self.visit(&format!("file://{}{hash}", file.canonicalize().unwrap().display()), look);
    }

    /// Opens an address and waits until the page is there.
    pub fn visit(&mut self, url: &str, look: Look) {
        self.navigate("about:blank");
        self.told.clear();
        let screen = json!({ "width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", screen);
        self.media("", look.scheme);
        self.navigate(url);
    }

    fn navigate(&mut self, url: &str) {
        self.call("Page.navigate", json!({ "url": url }));
        self.wait_for("Page.loadEventFired");
    }

    /// Shows the page as this medium would: `print`, or nothing for the screen.
    pub fn media(&mut self, medium: &str, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }));
    }

    /// Turns the scripts of pages that are opened from now on off.
    pub fn forbid_scripts(&mut self) {
        self.call("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    }

    /// The value of an expression in the page, and of a promise what it promises.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", asked);
        assert!(answer["exceptionDetails"].is_null(), "{expression:.300}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Clicks with the mouse on the first element that a selector finds.
    pub fn click(&mut self, selector: &str) {
        let middle = self.evaluate(&format!(
            "(() => {{ const it = document.querySelector({selector:?}); it.scrollIntoView({{ block: 'center' }}); \
             const box = it.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let at = json!({ "type": kind, "x": middle[0], "y": middle[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", at);
        }
    }

    /// Clicks on a link, and waits until its page is there.
    pub fn follow(&mut self, selector: &str) {
        self.click(selector);
        self.wait_for("Page.loadEventFired");
    }

    /// Presses a key that writes `text`, where the focus is.
    pub fn press(&mut self, key: &str, code: u32, text: &str) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let what = json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", what);
        }
    }

    /// What the page that is open wrote to the console, threw, or was refused.
    pub fn complaints(&mut self) -> Vec<String> {
        // What was told before the answer is known once the answer is.
        self.evaluate("0");
        let is_one = |method: &Value| {
            ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"]
                .iter()
                .any(|known| method == known)
        };
        self.told.iter().filter(|told| is_one(&told["method"])).map(ToString::to_string).collect()
    }

    /// The addresses that the page that is open asked for.
    pub fn requests(&mut self) -> Vec<String> {
        self.evaluate("0");
        let asked = self.told.iter().filter(|told| told["method"] == "Network.requestWillBeSent");
        let address = |told: &Value| told["params"]["request"]["url"].as_str().unwrap().to_owned();
        asked.map(address).filter(|url| !url.starts_with("data:")).collect()
    }

    /// Calls a method and waits for its answer.
    fn call(&mut self, method: &str, params: Value) -> Value {
        self.calls += 1;
        let mut message = json!({ "id": self.calls, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let told = self.hear(method);
            if told["id"] == self.calls {
                assert!(told["error"].is_null(), "{method}: {told}");
                return told["result"].clone();
            }
            self.told.push(told);
        }
    }

    /// Waits until the browser tells of something that has not been told since the page was asked for.
    fn wait_for(&mut self, method: &str) {
        let before = self.told.iter().rposition(|told| told["method"] == method);
        if let Some(before) = before {
            self.told.remove(before);
            return;
        }
        loop {
            let told = self.hear(method);
            if told["method"] == method {
                return;
            }
            self.told.push(told);
        }
    }

    fn hear(&mut self, what_for: &str) -> Value {
        match self.from.recv_timeout(self.until.saturating_duration_since(Instant::now())) {
            Ok(told) => told,
            Err(RecvTimeoutError::Timeout) => panic!("the browser was waited for too long: {what_for}"),
            Err(RecvTimeoutError::Disconnected) => {
                panic!("the browser has ended ({:?}): {what_for}", self.browser.try_wait())
            }
        }
    }
}

impl Drop for Chrome {
    fn drop(&mut self) {
        kill(self.browser.id());
        let _ = self.browser.wait();
    }
}

fn installed() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROME").filter(|named| !named.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let mut all = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    all.find(|program| program.is_file())
}

/// Ends the browser once it has had its time, whatever the test waits for.
fn watch(browser: u32) -> Sender<()> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        if receiver.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
            kill(browser);
        }
    });
    sender
}

fn kill(group: u32) {
    let _ = Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).stderr(Stdio::null()).status();
}

/// Reads what the browser tells, until it ends.
fn listen(pipe: PathBuf) -> Receiver<Value> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let Ok(pipe) = File::open(pipe) else { return };
        for message in BufReader::new(pipe).split(0).map_while(Result::ok) {
            let told = serde_json::from_slice(&message).expect("the browser tells JSON");
            if sender.send(told).is_err() {
                return;
            }
        }
    });
    receiver
}
