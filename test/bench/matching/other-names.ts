/** `Cyrillic|other Cyrillic=Latin|other Latin`: what stands in Russian papers and in a passport. */
export type Spelled = { readonly cyrillic: readonly string[]; readonly latin: readonly string[] };

function spelled(text: string): Spelled[] {
  return text
    .trim()
    .split(/\s+/)
    .map((line) => {
      const [cyrillic = '', latin = ''] = line.replaceAll('_', ' ').split('=');
      return { cyrillic: cyrillic.split('|'), latin: latin === '' ? [] : latin.split('|') };
    });
}

export type Origin = {
  readonly families: readonly Spelled[];
  readonly men: readonly Spelled[];
  readonly women: readonly Spelled[];
  /** Fathers' names, as they stand in a masculine patronymic; none where there are no patronymics. */
  readonly fathers: readonly Spelled[];
  /** Whether women's family names end in -а. */
  readonly declined: boolean;
};

export const tatar: Origin = {
  declined: true,
  families:
    spelled(`Хасанов Ахметзянов Гарифуллин Сафиуллин Гайнутдинов Мингазов Хабибуллин Зиганшин Шайхутдинов Валиахметов
    Нигматуллин Галимзянов Мухаметшин Фаттахов Ибатуллин Хайруллин Шакиров Латыпов Сабирзянов Закиров Юнусов Бикмуллин
    Тазетдинов Ямалетдинов Исхаков Рахматуллин Гильмутдинов Сагдеев Файзрахманов Муллагалиев Аюпов Каюмов Кашапов`),
  men: spelled(
    'Ильдар Рустам Айрат Ринат Марат Айдар Ильнур Булат Рамиль Фарид Азат Наиль Динар Тагир Ленар Камиль Данис Шамиль',
  ),
  women: spelled(
    'Алсу Айгуль Гульнара Лейсан Зульфия Резеда Ляйля Гузель Эльмира Фарида Чулпан Рамиля Динара Альфия Румия Энже',
  ),
  fathers: spelled(`Ильдарович Рустамович Ринатович Маратович Фаридович Наилевич Равилевич Рашидович Ахатович Зуфарович
    Талгатович Мансурович Хамитович Радикович Ильгизович Шамилевич`),
};

export const tuvan: Origin = {
  declined: false,
  families: spelled(`Монгуш Ооржак Кужугет Хертек Сат Донгак Ондар Куулар Салчак Иргит Тюлюш Ховалыг Хомушку Саая Чооду
    Балчир Кыргыс Доржу Сарыглар Бюрбю Намчак Тумат Ойдуп Чульдум Допчут Лопсан Шактар Дамба`),
  men: spelled('Айдыс Айдын Буян Начын Чингис Аян Мерген Сайдаш Эрес Кежик Белек Ай-Хаан Сылдыс Орлан Дамдын Субудай'),
  women: spelled(
    'Чодураа Айлана Саяна Чечек Ай-кыс Чинчи Долаана Сайзана Аржаана Чойгана Белекмаа Шончалай Алдынай Буяна',
  ),
  fathers:
    spelled(`Айдысович Мергенович Орланович Борисович Кызыл-оолович Эресович Шолбанович Викторович Май-оолович Андреевич
    Чойганович Маадырович Сергеевич`),
};

export const kazakh: Origin = {
  declined: true,
  families:
    spelled(`Ахметов Сәрсенбаев Жұмабаев Нұрмағамбетов Қасымов Оспанов Сүлейменов Әбенов Тілеубердин Байжанов Ермеков
    Мұқанов Сейтқазиев Абдрахманов Төлегенов Қожахметов Жақсыбеков Бекмұратов Искаков Омаров Смағұлов Есенов Қабдолов Рахимов
    Дүйсенбаев Құрманғалиев Айтжанов Мырзабеков Шәріпов Тұрсынов Балтабаев Досмағамбетов`),
  men: spelled(`Нұрлан Ерлан Дәурен Айбек Санжар Әлихан Бауыржан Мирас Нұрсұлтан Темірлан Жандос Арман Диас Қайрат Асхат Рүстем
    Бекзат Олжас Ержан Мағжан Әділет`),
  women:
    spelled(`Айгерім Әлия Дана Жанар Мадина Назерке Аружан Томирис Әсел Гүлназ Балнұр Ақерке Сабина Камила Меруерт Зарина
    Ботагөз Айдана Шолпан Інжу`),
  fathers:
    spelled(`Нұрланұлы Ерланович Маратович Қайратұлы Серікович Болатович Талғатович Бақытжанович Айдарович Асқарович
    Жанатович Ермекович Мұратұлы Бауыржанович Қанатович Сәкенович Дәулетович`),
};

export const centralAsian: Origin = {
  declined: true,
  families: spelled(`Каримов Рахмонов|Рахманов=Rahmonov|Rakhmonov Юлдашев=Yuldashev|Yoldoshev Мирзоев=Mirzoev|Mirzoyev
    Абдуллаев=Abdullaev|Abdullayev Саидов=Saidov Хакимов=Hakimov|Khakimov Турсунов=Tursunov Назаров=Nazarov Шарипов=Sharipov
    Исмоилов|Исмаилов=Ismoilov|Ismailov Эргашев=Ergashev Жумабеков=Jumabekov|Zhumabekov Токтосунов=Toktosunov
    Мамытов=Mamytov Холматов=Kholmatov|Xolmatov Асанов=Asanov Бобоев|Бабаев=Boboev|Babaev Султонов|Султанов=Sultonov`),
  men: spelled(`Жасур|Джасур=Jasur Фаррух=Farrukh|Farruh Шерзод=Sherzod Умед=Umed Бехруз=Behruz|Bekhruz Нурбек=Nurbek
    Азамат=Azamat Улугбек|Улуғбек=Ulugbek|Ulug'bek Сардор=Sardor Фирдавс=Firdavs Эрлан=Erlan Жоомарт=Joomart Манучехр=Manuchehr`),
  women: spelled(`Нигора=Nigora Зухра=Zuhra|Zukhra Мехрангез=Mehrangez Гулноза|Гульноза=Gulnoza Айпери=Aiperi|Ayperi
    Шахзода=Shahzoda|Shakhzoda Мадина=Madina Ситора=Sitora Бегимай=Begimai|Begimay Фотима=Fotima Нилуфар=Nilufar`),
  fathers: spelled(`Каримович Собирович Алишерович Бахтиёр_угли Шухрат_угли Рустамович Токтосунович Бекович Файзуллоевич
    Нурматович Хамидович Баходирович`),
};

export const chinese: Origin = {
  declined: false,
  families:
    spelled(`Ван=Wang Ли=Li Чжан=Zhang Лю=Liu Чэнь=Chen Ян=Yang Хуан=Huang Чжао=Zhao У=Wu Чжоу=Zhou Сюй=Xu Сунь=Sun Ма=Ma
    Чжу=Zhu Ху=Hu Го=Guo Хэ=He Гао=Gao Линь=Lin Ло=Luo Чжэн=Zheng Лян=Liang Се=Xie Сун=Song Тан=Tang Фэн=Feng Юй=Yu Дун=Dong
    Цзян=Jiang Цай=Cai Цзя=Jia Дин=Ding Вэй=Wei Сюэ=Xue Е=Ye Янь=Yan Пань=Pan Цуй=Cui Жэнь=Ren Лу=Lu Шэнь=Shen`),
  men: spelled(`Вэй=Wei Цян=Qiang Цзюнь=Jun Лэй=Lei Ян=Yang Цзе=Jie Тао=Tao Мин=Ming Чао=Chao Хаожань=Haoran Юйсюань=Yuxuan
    Цзысюань=Zixuan Имин=Yiming Бовэнь=Bowen Чжихао=Zhihao Тяньюй=Tianyu Цзяхао=Jiahao Синьюй=Xinyu Жуйфэн=Ruifeng`),
  women:
    spelled(`Фан=Fang На=Na Минь=Min Цзин=Jing Ли=Li Янь=Yan Сюлань=Xiulan Юйтун=Yutong Цзысюань=Zixuan Мэнъяо=Mengyao
    Сыци=Siqi Юйхань=Yuhan Синьи=Xinyi Цзяи=Jiayi Сяомэй=Xiaomei Жосюань=Ruoxuan Ятин=Yating Вэньцзин=Wenjing`),
  fathers: [],
};

export const arabic: Origin = {
  declined: false,
  families: spelled(`Аль-Хашими|Алхашими=Al-Hashimi|Alhashimi Ибрагим|Ибрахим=Ibrahim Хассан|Хасан=Hassan|Hasan Али=Ali
    Махмуд=Mahmoud|Mahmud Абдельрахман|Абдулрахман=Abdelrahman|Abdulrahman Саид|Сайед=Said|Sayed Аль-Асади=Al-Asadi|Alasadi
    Мустафа=Mustafa|Moustafa Халиль=Khalil Насер=Nasser|Naser Аль-Джубури=Al-Jubouri Хамдан=Hamdan Юсеф|Юсуф=Yousef|Youssef
    Солиман|Сулейман=Soliman|Suleiman Эль-Сайед=El-Sayed|Elsayed Фарук=Farouk|Faruk Мансур=Mansour Аббас=Abbas`),
  men: spelled(`Мохаммед|Мухаммад|Мохамед=Mohammed|Mohamed|Muhammad Ахмед|Ахмад=Ahmed|Ahmad Омар=Omar Али=Ali Карим=Karim|Kareem
    Халед|Халид=Khaled|Khalid Юссеф|Юсуф=Youssef|Yousef Махмуд=Mahmoud Хусейн|Хуссейн=Hussein|Husain Мустафа=Mustafa Тарек=Tarek
    Амр=Amr Зияд|Зиад=Ziad|Ziyad Абдалла|Абдулла=Abdallah|Abdullah`),
  women:
    spelled(`Фатима|Фатма=Fatima|Fatma Айша|Аиша=Aisha|Aysha Марьям|Мариам=Maryam|Mariam Нур=Nour|Noor Зейнаб|Зайнаб=Zeinab|Zainab
    Хадиджа=Khadija Сара=Sara|Sarah Лейла|Лайла=Layla|Leila Рания=Rania|Raniya Ясмин=Yasmin|Yasmeen`),
  fathers: [],
};

export const vietnamese: Origin = {
  declined: false,
  families: spelled(
    `Нгуен=Nguyen Чан=Tran Ле=Le Фам=Pham Хоанг=Hoang Фан=Phan Ву=Vu Данг=Dang Буй=Bui До=Do Хо=Ho Нго=Ngo Зыонг=Duong`,
  ),
  men: spelled(`Ван_Туан=Van_Tuan Минь_Дык=Minh_Duc Куанг_Хай=Quang_Hai Тхань_Лонг=Thanh_Long Ван_Хунг=Van_Hung Дык_Ань=Duc_Anh
    Хоанг_Нам=Hoang_Nam Ань_Туан=Anh_Tuan Ван_Нам=Van_Nam`),
  women:
    spelled(`Тхи_Лан=Thi_Lan Тхи_Хыонг=Thi_Huong Тхи_Май=Thi_Mai Тхань_Хоа=Thanh_Hoa Тху_Ха=Thu_Ha Тхи_Линь=Thi_Linh
    Минь_Ань=Minh_Anh Тхи_Чанг=Thi_Trang`),
  fathers: [],
};
