//! How text is written: guessing it from a sample, and turning it into UTF-8 as it streams.

use encoding_rs::{DecoderResult, Encoding};

mod guess;
mod mik;

pub(crate) use guess::guess;

/// Marks bytes that have no meaning in the file's encoding; never part of UTF-8. The bytes follow.
pub(crate) const UNDECODABLE: u8 = 0xff;

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextEncoding {
    /// UTF-8, with or without byte order mark; read without conversion.
    Utf8,
    /// MIK, the code page of Bulgarian DOS programs, which no standard lists.
    Mik,
    /// One of the encodings of the WHATWG standard.
    Standard(&'static Encoding),
}

impl TextEncoding {
    /// The encoding of a label (`windows-1251`, `utf-16le`, `ibm866`, `mik`, `latin1` …).
    pub(crate) fn from_label(label: &str) -> Option<Self> {
        let label = label.trim();
        if ["mik", "bulgaria-pc", "cp856"]
            .iter()
            .any(|name| label.eq_ignore_ascii_case(name))
        {
            return Some(Self::Mik);
        }
        let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
        Some(if encoding == encoding_rs::UTF_8 {
            Self::Utf8
        } else {
            Self::Standard(encoding)
        })
    }

    /// The label shown to the user; [`Self::from_label`] reads it back.
    pub(crate) fn label(self) -> String {
        match self {
            Self::Utf8 => "utf-8".to_owned(),
            Self::Mik => "mik".to_owned(),
            Self::Standard(encoding) => encoding.name().to_ascii_lowercase(),
        }
    }

    /// The byte order mark of the encoding.
    pub(crate) fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => &[0xef, 0xbb, 0xbf],
            Self::Standard(encoding) if encoding == encoding_rs::UTF_16LE => &[0xff, 0xfe],
            Self::Standard(encoding) if encoding == encoding_rs::UTF_16BE => &[0xfe, 0xff],
            _ => &[],
        }
    }

    /// A decoder from the first byte after the byte order mark.
    pub(crate) fn decoder(self) -> StreamDecoder {
        match self {
            Self::Utf8 => StreamDecoder::Utf8,
            Self::Mik => StreamDecoder::Mik,
            Self::Standard(encoding) => {
                StreamDecoder::Standard(Box::new(encoding.new_decoder_without_bom_handling()))
            }
        }
    }
}

/// Turns the bytes of a file into UTF-8, piece by piece.
pub(crate) enum StreamDecoder {
    Utf8,
    Mik,
    Standard(Box<encoding_rs::Decoder>),
}

impl StreamDecoder {
    /// Appends `bytes` as UTF-8. Bytes without meaning are appended behind [`UNDECODABLE`], so
    /// that the record that holds them is found and set aside; nothing is replaced silently.
    pub(crate) fn decode(&mut self, bytes: &[u8], last: bool, output: &mut Vec<u8>) {
        match self {
            Self::Utf8 => output.extend_from_slice(bytes),
            Self::Mik => mik::decode(bytes, output),
            Self::Standard(decoder) => decode_standard(decoder, bytes, last, output),
        }
    }
}

fn decode_standard(
    decoder: &mut encoding_rs::Decoder,
    mut bytes: &[u8],
    last: bool,
    output: &mut Vec<u8>,
) {
    loop {
        // Three bytes of UTF-8 per byte of input is the worst of all encodings; 16 are for what
        // the decoder still holds.
        let filled = output.len();
        output.resize(filled + bytes.len() * 3 + 16, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(bytes, &mut output[filled..], last);
        output.truncate(filled + written);
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, ahead) => {
                let past = read.saturating_sub(usize::from(ahead));
                let start = past.saturating_sub(usize::from(length));
                output.push(UNDECODABLE);
                // ASCII among them could be taken for a delimiter, so it is written as the mark.
                output.extend(
                    bytes[start..past]
                        .iter()
                        .map(|byte| if byte.is_ascii() { UNDECODABLE } else { *byte }),
                );
            }
        }
        bytes = &bytes[read..];
    }
}

/// Decodes a sample whole, for looking at it.
pub(crate) fn sample_text(sample: &[u8], encoding: TextEncoding) -> String {
    let sample = sample.strip_prefix(encoding.mark()).unwrap_or(sample);
    let mut output = Vec::with_capacity(sample.len());
    encoding.decoder().decode(sample, false, &mut output);
    String::from_utf8(output)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests;
