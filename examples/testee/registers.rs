//! A driver that vmig can test: a device with eight registers, features 1, behind the testee protocol. std only.
//!
//!     rustc -O -o registers registers.rs && vmig conform --testee ./registers
//!
//! The upper half is the driver, the lower half the adapter: take the lower half for a driver of yours.
//! With --fault a stream that is cut off is loaded, which VMIG-ERR-003 finds.
use std::io::{self, BufRead, Write};

const STOP: u64 = 1;
const RUNNING: u64 = 2;
const STOP_COPY: u64 = 3;
const RESUMING: u64 = 4;
const MAGIC: &[u8; 4] = b"REGS";
const STREAM: usize = 36;

/// An errno by name and number.
type Errno = (&'static str, u32);
const EBADF: Errno = ("EBADF", 9);
const ENODEV: Errno = ("ENODEV", 19);
const EINVAL: Errno = ("EINVAL", 22);
const ENOTTY: Errno = ("ENOTTY", 25);

/// The data file of a session: what is left to read, or what has been written.
struct File {
    saving: bool,
    failed: bool,
    ended: bool,
    data: Vec<u8>,
}

impl File {
    fn read(&mut self, length: usize) -> Result<Vec<u8>, Errno> {
        if self.ended {
            return Err(ENODEV);
        }
        if !self.saving {
            return Err(EBADF);
        }
        let taken = length.min(self.data.len());
        Ok(self.data.drain(..taken).collect())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<usize, Errno> {
        if self.ended || self.failed {
            return Err(ENODEV);
        }
        if self.saving {
            return Err(EBADF);
        }
        self.data.extend_from_slice(bytes);
        let head = self.data.len().min(MAGIC.len());
        if self.data.len() > STREAM || self.data[..head] != MAGIC[..head] {
            self.failed = true;
            return Err(EINVAL);
        }
        Ok(bytes.len())
    }
}

/// The states and arcs of features 1: all ways lead through STOP. Files are indices into those of the driver.
#[derive(Clone)]
struct Device {
    registers: [u8; 32],
    state: u64,
    file: Option<usize>,
}

struct Driver {
    devices: [Device; 2],
    files: Vec<File>,
    faulty: bool,
}

impl Driver {
    fn open(&mut self) {
        let fresh = Device { registers: [0; 32], state: RUNNING, file: None };
        self.devices = [fresh.clone(), fresh];
        self.files.clear();
    }

    fn set(&mut self, device: usize, state: u64) -> Result<Option<usize>, Errno> {
        if !(STOP..=RESUMING).contains(&state) {
            return Err(EINVAL);
        }
        let mut opened = None;
        while self.devices[device].state != state {
            let stopped = self.devices[device].state == STOP;
            opened = self.arc(device, if stopped { state } else { STOP })?;
        }
        Ok(opened)
    }

    fn arc(&mut self, device: usize, to: u64) -> Result<Option<usize>, Errno> {
        let resuming = self.devices[device].state == RESUMING;
        if let (true, Some(file)) = (resuming, self.devices[device].file) {
            let (failed, mut data) = (self.files[file].failed, self.files[file].data.clone());
            if self.faulty {
                data.resize(STREAM, 0);
            }
            if failed || data.len() != STREAM {
                return Err(EINVAL);
            }
            self.devices[device].registers.copy_from_slice(&data[MAGIC.len()..]);
        }
        self.end_session(device);
        if to == STOP_COPY || to == RESUMING {
            let saving = to == STOP_COPY;
            let data = if saving { [&MAGIC[..], &self.devices[device].registers].concat() } else { Vec::new() };
            self.files.push(File { saving, failed: false, ended: false, data });
            self.devices[device].file = Some(self.files.len() - 1);
        }
        self.devices[device].state = to;
        Ok(self.devices[device].file)
    }

    fn end_session(&mut self, device: usize) {
        if let Some(file) = self.devices[device].file.take() {
            self.files[file].ended = true;
        }
    }

    fn reset(&mut self, device: usize) {
        self.end_session(device);
        self.devices[device] = Device { registers: [0; 32], state: RUNNING, file: None };
    }
}

/// A call. What vmig sends has neither spaces nor escapes, so that a field can be looked for.
struct Call<'a>(&'a str);

impl Call<'_> {
    fn text(&self, name: &str) -> &str {
        let key = format!("\"{name}\":");
        let rest = self.0.find(&key).map_or("", |at| &self.0[at + key.len()..]);
        let rest = rest.strip_prefix('"').unwrap_or(rest);
        &rest[..rest.find(|c| c == '"' || c == ',' || c == '}').unwrap_or(rest.len())]
    }

    fn number(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or(0)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        let digits = self.text(name);
        (0..digits.len() / 2).filter_map(|i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).ok()).collect()
    }
}

/// Makes a call: what there is to say beside "ok", or an errno.
fn make(driver: &mut Driver, call: &Call) -> Result<String, Errno> {
    let device = usize::from(call.text("device") == "target");
    let file = call.number("file") as usize;
    match call.text("call") {
        "hello" => Ok(r#","protocol":1,"name":"registers.rs","features":1,"traits":["SAME_STATE_SAME_BYTES"]"#.into()),
        "open" => Ok({ driver.open(); String::new() }),
        "set" => Ok(driver.set(device, call.number("state"))?.map_or(String::new(), |file| format!(",\"file\":{file}"))),
        "get" => Ok(format!(",\"state\":{}", driver.devices[device].state)),
        "data_size" => Ok(format!(",\"length\":{STREAM}")),
        "reset" | "close" => Ok({ driver.reset(device); String::new() }),
        "read" => {
            let data = driver.files[file].read(call.number("length") as usize)?;
            Ok(format!(",\"data\":\"{}\"", data.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
        }
        "write" => Ok(format!(",\"count\":{}", driver.files[file].write(&call.bytes("data"))?)),
        "precopy_info" => Err(if driver.files[file].ended { ENODEV } else { ENOTTY }),
        "close_file" => Ok(String::new()),
        _ => Err(EINVAL), // precopy_v2
    }
}

fn main() -> io::Result<()> {
    let fresh = Device { registers: [0; 32], state: RUNNING, file: None };
    let faulty = std::env::args().any(|argument| argument == "--fault");
    let mut driver = Driver { devices: [fresh.clone(), fresh], files: Vec::new(), faulty };
    let mut out = io::stdout();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let call = Call(&line);
        let id = call.number("id");
        match make(&mut driver, &call) {
            Ok(fields) => writeln!(out, "{{\"id\":{id},\"ok\":true{fields}}}")?,
            Err((name, number)) => writeln!(out, "{{\"id\":{id},\"errno\":\"{name}\",\"number\":{number}}}")?,
        }
        out.flush()?;
    }
    Ok(())
}
