import { generateKeyPairSync, sign } from 'node:crypto';

/** A private key and its certificate, in PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/**
 * The identity of a host with a self-signed certificate (X.509, RFC 5280). Made on demand, so that
 * the repository contains no private key.
 */
export function selfSigned(host: string): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const algorithm = sequence(oid(ED25519));
  const name = sequence(der(SET, sequence(oid(COMMON_NAME), der(UTF8_STRING, host))));
  const alternative = sequence(der(DNS_NAME, host));
  const content = sequence(
    der(VERSION, der(INTEGER, [2])),
    der(INTEGER, [1]),
    algorithm,
    name,
    sequence(der(UTC_TIME, '200101000000Z'), der(UTC_TIME, '490101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS, sequence(sequence(oid(ALTERNATIVE_NAME), der(OCTET_STRING, alternative)))),
  );
  const signature = der(BIT_STRING, [0], sign(null, content, privateKey));
  const certificate = sequence(content, algorithm, signature).toString('base64');
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  };
}

// Tags of DER (ITU-T X.690), and object identifiers in their encoded form.
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const DNS_NAME = 0x82;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const ED25519 = [0x2b, 0x65, 0x70];
const COMMON_NAME = [0x55, 0x04, 0x03];
const ALTERNATIVE_NAME = [0x55, 0x1d, 0x11];

type Content = string | readonly number[] | Uint8Array;

function der(tag: number, ...contents: readonly Content[]): Buffer {
  const body = Buffer.concat(
    contents.map((content) =>
      typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content),
    ),
  );
  const { length } = body;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...size]), body]);
}

function sequence(...contents: readonly Content[]): Buffer {
  return der(SEQUENCE, ...contents);
}

function oid(encoded: readonly number[]): Buffer {
  return der(OBJECT_IDENTIFIER, encoded);
}
