import { App, theme as antTheme, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useMedia } from '../../shared/hooks/use-media.js';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { useTheme } from '../theme-context.js';

dayjs.locale('zh-cn');

const FONT =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", sans-serif';

/** Notices on a phone stand above the bottom bar, which has to stay in reach. */
const ABOVE_BAR_PX = 76;

/** Component library with the console's tokens: the same colours as base.css. */
export function UiProvider({ children }: { children: ReactNode }) {
  const { dark, colours } = useTheme();
  const calm = useMedia('(prefers-reduced-motion: reduce)');
  const phone = usePhone();
  return (
    <ConfigProvider
      locale={zhCN}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: false }}
      theme={{
        algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
        hashed: false,
        token: {
          colorPrimary: colours.solid,
          colorLink: colours.text,
          colorSuccess: dark ? '#5fcb82' : '#17703a',
          colorWarning: dark ? '#ecb25a' : '#8f5400',
          colorError: dark ? '#f58a80' : '#b9251b',
          // As the tags have them: the library's own mixes of these dark colours are muddy.
          colorSuccessBg: dark ? '#13301e' : '#e5f5ea',
          colorWarningBg: dark ? '#35280f' : '#fff2da',
          colorErrorBg: dark ? '#3c1a18' : '#fdebe9',
          colorBgLayout: dark ? '#0f1114' : '#f5f6f8',
          colorBgContainer: dark ? '#17191d' : '#ffffff',
          colorBgElevated: dark ? '#1e2126' : '#ffffff',
          colorBorder: dark ? '#3b414b' : '#cfd4dc',
          colorBorderSecondary: dark ? '#282c33' : '#e6e8ec',
          colorText: dark ? '#e8eaed' : '#16191d',
          colorTextSecondary: dark ? '#b3bac5' : '#4b5563',
          colorTextTertiary: dark ? '#949ca9' : '#646c79',
          colorTextDescription: dark ? '#949ca9' : '#646c79',
          colorTextPlaceholder: dark ? '#8b93a0' : '#6b7280',
          borderRadius: 6,
          borderRadiusLG: 10,
          fontFamily: FONT,
          fontSize: 14,
          controlHeight: 32,
          // Not just short: a dialog that grows in the shortest of animations still moves away under the finger.
          motion: !calm,
        },
        components: {
          Form: {
            itemMarginBottom: 16,
            verticalLabelPadding: '0 0 4px',
            labelColor: dark ? '#b3bac5' : '#4b5563',
          },
          Drawer: { paddingLG: 20 },
          Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
        },
      }}
    >
      <App
        notification={{ placement: 'bottomRight', maxCount: 3, bottom: phone ? ABOVE_BAR_PX : 24 }}
        message={{ maxCount: 2 }}
        className="app-root"
      >
        {children}
      </App>
    </ConfigProvider>
  );
}
