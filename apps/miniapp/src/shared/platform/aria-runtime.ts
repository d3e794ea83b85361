import { mergeInternalComponents } from '@tarojs/shared';
import ariaAttributes from '../../../config/aria-attributes.json';

// The runtime side of config/aria-plugin.ts, loaded before the app.
mergeInternalComponents(ariaAttributes);
