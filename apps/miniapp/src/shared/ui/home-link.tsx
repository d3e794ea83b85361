import { useState } from 'react';
import { go, isFirstPage } from '@/shared/nav/go';
import { Button } from './button';

/** The way home from a page that a card or a link opened: there is nothing to go back to. */
export function HomeLink() {
  const [first] = useState(isFirstPage);
  if (!first) return null;
  return (
    <Button block kind="quiet" size="medium" onClick={() => go('home')}>
      回到首页
    </Button>
  );
}
