/** Inject MiniProgramClient, OfficialAccountClient or SmsClient of @cheban/wechat; ProvidersModule is global. */
export * from './providers.module.js';
export * from './redis-token-store.js';
