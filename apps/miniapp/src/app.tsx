import type { PropsWithChildren } from 'react';
import './shared/theme/tokens.css';
import './shared/ui/ui.css';

export default function App({ children }: PropsWithChildren) {
  return children;
}
