import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with the OWASP settings: 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

@Injectable()
export class Passwords {
  /** A hash of nothing anybody knows: an unknown login takes as long to refuse as a wrong password. */
  private readonly decoy = hash('no such person', options);

  hash(password: string): Promise<string> {
    return hash(password, options);
  }

  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const right = await verify(passwordHash ?? (await this.decoy), password);
    return passwordHash !== null && right;
  }
}
