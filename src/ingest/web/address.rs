//! Which addresses of the network a page may come from.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Resolves names, and refuses those that lead into a private network.
#[derive(Debug)]
pub(super) struct Guarded {
    inner: DefaultResolver,
    private: bool,
}

impl Guarded {
    /// A resolver; `private` allows every address.
    pub fn new(private: bool) -> Self {
        Self { inner: DefaultResolver::default(), private }
    }
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        match found.iter().find(|address| !self.private && !is_public(address.ip())) {
            None => Ok(found),
            Some(address) => {
                let host = uri.host().unwrap_or_default();
                let problem = format!("{host} is {}, an address of a private network or of this machine", address.ip());
                Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, problem)))
            }
        }
    }
}

/// Whether an address belongs to the public network: not to this machine, a private or a local network, a group of
/// receivers, or a range that is reserved (RFC 6890). An address of version 6 that stands for one of version 4 is what
/// that one is.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match inner(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let reserved = match address.octets() {
        [0, ..] => true,
        // Shared by the customers of one provider.
        [100, second, ..] => (64..128).contains(&second),
        [192, 0, 0, _] => true,
        [192, 88, 99, _] => true,
        [198, second, ..] => second == 18 || second == 19,
        [first, ..] => first >= 240,
    };
    !(reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

/// The address of version 4 for which one of version 6 stands: mapped, compatible, translated (64:ff9b::/96) or 6to4.
fn inner(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match [a, b, c, d, e, f] {
        [0, 0, 0, 0, 0, 0xffff] | [0, 0, 0, 0, 0xffff, 0] | [0x64, 0xff9b, 0, 0, 0, 0] => Some(v4(g, h)),
        // ::1 and :: are no addresses of version 4.
        [0, 0, 0, 0, 0, 0] if g != 0 => Some(v4(g, h)),
        [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

/// Only 2000::/3 is given out, less the parts that are reserved in it.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let reserved = a == 0x2001 && (b < 0x200 || b == 0xdb8);
    a & 0xe000 == 0x2000 && !reserved && a != 0x3fff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for text in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:0:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(text.parse().expect(text)), "{text}");
        }
        for text in [
            "1.1.1.1",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2001:4860::8888",
        ] {
            assert!(is_public(text.parse().expect(text)), "{text}");
        }
    }
}
