import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** What merchant and WeChat Pay know of each other. PEM texts; null makes the simulator generate a pair. */
export interface PayOptions {
  merchantId: string;
  merchantSerial: string;
  /** SPKI. */
  merchantPublicKeyPem: string | null;
  platformSerial: string;
  /** PKCS 8. */
  platformPrivateKeyPem: string | null;
  /** 32 characters; null makes a random one. */
  apiV3Key: string | null;
}

interface Keys {
  readonly merchantPublic: KeyObject;
  /** Null if the merchant keeps it to itself, as a real one does. */
  readonly merchantPrivatePem: string | null;
  readonly platformPrivate: KeyObject;
  readonly platformPublicPem: string;
}

/** Real RSA keys, made when first asked for: every request is checked, every reply and notice is signed. */
export class PayKeys {
  readonly apiV3Key: string;
  private made: Keys | null = null;

  constructor(readonly options: PayOptions) {
    this.apiV3Key = options.apiV3Key ?? randomBytes(16).toString('hex');
  }

  get keys(): Keys {
    this.made ??= makeKeys(this.options);
    return this.made;
  }
}

function makeKeys({ merchantPublicKeyPem, platformPrivateKeyPem }: PayOptions): Keys {
  const merchant = merchantPublicKeyPem === null ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : null;
  const platformPrivate =
    platformPrivateKeyPem === null
      ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
      : createPrivateKey(platformPrivateKeyPem);
  return {
    merchantPublic: merchant?.publicKey ?? createPublicKey(merchantPublicKeyPem ?? ''),
    merchantPrivatePem: merchant === null ? null : pem(merchant.privateKey, 'pkcs8'),
    platformPrivate,
    platformPublicPem: pem(createPublicKey(platformPrivate), 'spki'),
  };
}

const pem = (key: KeyObject, type: 'pkcs8' | 'spki') => key.export({ type, format: 'pem' }).toString();
