import type { BrandView } from '@cheban/contracts';

/** Log-ins of the demo group; the demo room provides them. */
export abstract class DemoLogins {
  abstract list(): NonNullable<BrandView['demo']>;
}
