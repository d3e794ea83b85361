/** The encrypted part of WeChat Pay notices: AES-256-GCM under the APIv3 key, the tag at the end. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface PayResource {
  algorithm: 'AEAD_AES_256_GCM';
  original_type: string;
  ciphertext: string;
  associated_data: string;
  nonce: string;
}

const TAG = 16;

/** Plain text of a resource. Throws if it was altered or made with another key. `apiV3Key`: 32 bytes. */
export function openResource(
  resource: Pick<PayResource, 'ciphertext' | 'associated_data' | 'nonce'>,
  apiV3Key: string,
): string {
  const sealed = Buffer.from(resource.ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(resource.nonce));
  decipher.setAAD(Buffer.from(resource.associated_data));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return decipher.update(sealed.subarray(0, sealed.length - TAG), undefined, 'utf8') + decipher.final('utf8');
}

/** The provider's side, for the simulator. */
export function sealResource(plain: string, originalType: string, apiV3Key: string): PayResource {
  const nonce = randomBytes(6).toString('hex');
  const associatedData = originalType;
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(associatedData));
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    original_type: originalType,
    ciphertext: ciphertext.toString('base64'),
    associated_data: associatedData,
    nonce,
  };
}
