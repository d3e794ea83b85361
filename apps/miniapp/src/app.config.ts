import { subPackages, tabPages } from './routes';

const tabs = Object.values(tabPages);
// The gallery shows every component with sample props; only the build for looking at them has it.
const gallery = process.env.CHEBAN_GALLERY === '1' ? ['gallery/index'] : [];

export default defineAppConfig({
  pages: [...tabs.map((tab) => tab.path), ...gallery],
  subPackages: Object.values(subPackages).map(({ root, pages }) => ({ root, pages: Object.values(pages) })),
  preloadRule: {
    [tabPages.home.path]: { network: 'all', packages: [subPackages.booking.root, subPackages.visit.root] },
  },
  window: {
    backgroundTextStyle: 'dark',
    backgroundColor: '#F4F5F7',
    navigationBarBackgroundColor: '#F4F5F7',
    navigationBarTitleText: '车伴',
    navigationBarTextStyle: 'black',
  },
  tabBar: {
    color: '#5B636D',
    selectedColor: '#0E6A69',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: tabs.map(({ path, text, icon }) => ({
      pagePath: path,
      text,
      iconPath: `assets/tab/${icon}.png`,
      selectedIconPath: `assets/tab/${icon}-active.png`,
    })),
  },
  // Asked for when somebody calls for help on the road, and only then.
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '呼叫救援时，让救援人员找到您' } },
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
});
