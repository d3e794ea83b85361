import { type PropsWithChildren, useEffect } from 'react';
import { api } from './shared/api';
import { keyboard } from './shared/platform';
import { setBrand } from './shared/theme/brand-store';
import './shared/theme/tokens.css';
import './shared/ui/ui.css';

export default function App({ children }: PropsWithChildren) {
  useEffect(() => {
    keyboard.enable();
    api.system
      .brand()
      .then(({ name, colour, privacy, demo }) => setBrand({ name, colour, privacy, demo: demo !== null }))
      // The last known brand stays.
      .catch(() => undefined);
  }, []);
  return children;
}
