/** The demo group: stores, staff and a sample export, made once by `seed-demo`. */
export { DemoModule } from './demo.module.js';
export { DemoSeed } from './usecases/demo-seed.usecase.js';
