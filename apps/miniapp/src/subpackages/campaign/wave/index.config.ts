export default definePageConfig({
  navigationBarTitleText: '抢红包',
  navigationBarBackgroundColor: '#B01C26',
  navigationBarTextStyle: 'white',
});
