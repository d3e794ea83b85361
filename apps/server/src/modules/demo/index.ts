/** The demo group: stores, staff, owners, what marketing did with them, and a sample export; made once by `seed-demo`. */
export { DemoModule } from './demo.module.js';
export { DemoSeed } from './usecases/demo-seed.usecase.js';
