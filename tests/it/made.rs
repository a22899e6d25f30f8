//! Files of every format, made for tests.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The first line of XML.
pub const XML: &str = "<?xml version=\"1.0\"?>";

/// A ZIP archive of these files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // OpenDocument wants its media type as it is.
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("an entry");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A file of Word with this main part.
pub fn docx(document: &str) -> Vec<u8> {
    zip(&[("[Content_Types].xml", XML.as_bytes()), ("word/document.xml", document.as_bytes())])
}

/// An OpenDocument text with this content.
pub fn odt(content: &str) -> Vec<u8> {
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

/// A file of PDF objects, numbered from 1; the first is the catalog.
pub fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (nr, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", nr + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|at| bytes.extend(format!("{at:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

/// The objects of a PDF with one page, whose contents are these.
pub fn page(contents: &[u8], filter: &str) -> Vec<Vec<u8>> {
    let mut stream = format!("<< /Length {} {filter} >>\nstream\n", contents.len()).into_bytes();
    stream.extend(contents);
    stream.extend(b"\nendstream");
    vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ]
}

/// The bytes packed as streams of a PDF are.
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("deflated")
}

/// A mail with these further headers.
pub fn mail(head: &str, body: &str) -> Vec<u8> {
    format!("From: A <a@b.example>\r\nTo: c@d.example\r\nSubject: S\r\nMIME-Version: 1.0\r\n{head}\r\n\r\n{body}")
        .into_bytes()
}
