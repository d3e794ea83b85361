import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useMedia } from '../shared/hooks/use-media.js';
import { useBrand } from './brand.js';
import { type BrandColours, brandColours, DEFAULT_BRAND, type ThemeChoice } from './theme.js';

const KEY = 'cheban.console.theme';

interface ThemeState {
  choice: ThemeChoice;
  dark: boolean;
  colours: BrandColours;
  choose(choice: ThemeChoice): void;
}

const Context = createContext<ThemeState | null>(null);

function readChoice(): ThemeChoice {
  const saved = localStorage.getItem(KEY);
  return saved === 'light' || saved === 'dark' ? saved : 'system';
}

/** Light, dark or as the system; the brand colour of the group. Writes both to the root element for the style sheets. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(readChoice);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const brand = useBrand();
  const dark = choice === 'system' ? systemDark : choice === 'dark';
  const colours = useMemo(() => brandColours(brand.data?.colour ?? DEFAULT_BRAND, dark), [brand.data, dark]);

  useEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = dark ? 'dark' : 'light';
    root.style.setProperty('--brand', colours.text);
    root.style.setProperty('--brand-solid', colours.solid);
    root.style.setProperty('--brand-soft', colours.soft);
  }, [dark, colours]);

  const state = useMemo<ThemeState>(
    () => ({
      choice,
      dark,
      colours,
      choose: (next) => {
        if (next === 'system') localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, next);
        setChoice(next);
      },
    }),
    [choice, dark, colours],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export function useTheme(): ThemeState {
  const state = useContext(Context);
  if (!state) throw new Error('useTheme outside ThemeProvider');
  return state;
}
