export { keyboard } from './keyboard';
export { login } from './login';
export { network } from './network';
export { pageFiles } from './page-files';
export { phone } from './phone';
export { privacy } from './privacy';
export { storage } from './storage';
export { subscribe } from './subscribe';
export type * from './types';
