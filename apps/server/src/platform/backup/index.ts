export * from './after-restore.js';
export { backup } from './backup.js';
export { BackupRefused, type Manifest } from './manifest.js';
export { restore } from './restore.js';
