import { usePageNotFound } from '@tarojs/taro';
import { type PropsWithChildren, useEffect } from 'react';
import { api } from './shared/api';
import { go } from './shared/nav/go';
import { keyboard, pageFiles } from './shared/platform';
import { setBrand } from './shared/theme/brand-store';
import './shared/prize/prize.css';
import './shared/theme/tokens.css';
import './shared/ui/styles';

export default function App({ children }: PropsWithChildren) {
  // An old link or a mistyped address: nothing would be shown at all.
  usePageNotFound(() => go('home'));
  useEffect(() => {
    keyboard.enable();
    pageFiles.guard();
    api.system
      .brand()
      .then(({ name, colour, privacy, demo }) => setBrand({ name, colour, privacy, demo: demo !== null }))
      // The last known brand stays.
      .catch(() => undefined);
  }, []);
  return children;
}
