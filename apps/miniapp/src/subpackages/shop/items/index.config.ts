export default definePageConfig({ navigationBarTitleText: '养护商城' });
