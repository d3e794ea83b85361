import path from 'node:path';
import ariaAttributes from './aria-attributes.json';

/** The parts of Taro's plugin API that are used here. */
interface PluginContext {
  registerMethod(method: { name: string; fn: (platform: MiniPlatform) => void }): void;
}

interface MiniPlatform {
  template?: { mergeComponents(ctx: PluginContext, patch: typeof ariaAttributes): void };
  runtimePath: string | string[];
}

/**
 * Lets views, images and buttons carry aria-role and aria-label in the mini-program: WeChat's screen reader knows them,
 * Taro's templates leave them out. Templates and runtime must get the same list, or every attribute lands in the wrong
 * place.
 */
export default function ariaPlugin(ctx: PluginContext): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return;
      platform.template.mergeComponents(ctx, ariaAttributes);
      const runtime = path.resolve(__dirname, '../src/shared/platform/aria-runtime.ts');
      platform.runtimePath = [platform.runtimePath, runtime].flat();
    },
  });
}
