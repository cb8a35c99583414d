import type { DefaultTheme, LocaleSpecificConfig } from 'vitepress';

type Locale = LocaleSpecificConfig<DefaultTheme.Config> & { readonly label: string };

export function english(apiSidebars: DefaultTheme.SidebarMulti): Locale {
  return {
    label: 'English',
    lang: 'en-US',
    description: 'Deep learning for TypeScript, with the vocabulary of Keras.',
    themeConfig: {
      nav: [
        { text: 'Guide', link: '/guide/start', activeMatch: '/guide/' },
        { text: 'API', link: '/api/', activeMatch: '/api/' },
        { text: 'Live demo', link: '/demo/' },
      ],
      sidebar: {
        ...apiSidebars,
        '/': guide,
      },
      outline: { level: [2, 3] },
      editLink: {
        pattern: ({ filePath }) =>
          filePath.startsWith('api/')
            ? 'https://github.com/myelin-js/myelin/tree/main/packages'
            : `https://github.com/myelin-js/myelin/edit/main/apps/docs/${filePath}`,
        text: 'Improve this page',
      },
      footer: {
        message: 'Apache-2.0. Every example on these pages is run by the build.',
        copyright: 'Myelin contributors',
      },
    },
  };
}

const guide: DefaultTheme.SidebarItem[] = [
  {
    text: 'Getting started',
    items: [
      { text: 'Five-minute start', link: '/guide/start' },
      { text: 'Coming from Keras', link: '/guide/keras' },
      { text: 'Live demo', link: '/demo/' },
    ],
  },
  {
    text: 'The packages',
    items: [
      { text: 'core', link: '/guide/core' },
      { text: 'layers', link: '/guide/layers' },
      { text: 'losses', link: '/guide/losses' },
      { text: 'metrics', link: '/guide/metrics' },
      { text: 'optimizers', link: '/guide/optimizers' },
      { text: 'schedules', link: '/guide/schedules' },
      { text: 'callbacks', link: '/guide/callbacks' },
      { text: 'models', link: '/guide/models' },
      { text: 'data', link: '/guide/data' },
      { text: 'backends', link: '/guide/backends' },
      { text: 'programs', link: '/guide/programs' },
      { text: 'native', link: '/guide/native' },
    ],
  },
  {
    text: 'Data',
    items: [
      { text: 'Tables', link: '/guide/tables' },
      { text: 'Images', link: '/guide/images' },
      { text: 'Preprocessing', link: '/guide/preprocessing' },
      { text: 'Pipelines', link: '/guide/pipelines' },
      { text: 'Reports', link: '/guide/reports' },
    ],
  },
  {
    text: 'Layers',
    items: [
      { text: 'Convolution and pooling', link: '/guide/convolution' },
      { text: 'Recurrent layers', link: '/guide/recurrent' },
      { text: 'Attention', link: '/guide/attention' },
      { text: 'Preprocessing layers', link: '/guide/preprocessing-layers' },
      { text: 'Images and augmentation', link: '/guide/augmentation' },
    ],
  },
  {
    text: 'Models',
    items: [
      { text: 'Functional models', link: '/guide/functional' },
      { text: 'Layers and models of your own', link: '/guide/own-models' },
      { text: 'A step from inside', link: '/guide/trace' },
    ],
  },
  {
    text: 'Training',
    items: [
      { text: 'Training in full', link: '/guide/training' },
      { text: 'Resuming', link: '/guide/resuming' },
      { text: 'Diagnosis', link: '/guide/diagnosis' },
    ],
  },
  {
    text: 'Help',
    items: [
      { text: 'Errors', link: '/guide/errors' },
      { text: 'Questions and limits', link: '/guide/faq' },
    ],
  },
  { text: 'API reference', link: '/api/' },
];
