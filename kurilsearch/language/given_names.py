"""Common given names, folded to lower case: evidence that two words are a person, and in which order they stand.

The lists are short on purpose: a few hundred names cover most bylines, and the rules that use them stay silent
on the rest.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WESTERN_GIVEN_NAMES = _words(
    """
    aaron abigail ada adam adrian agnes alan albert alexander alexandra alfred alice alison allen amanda amy andrea
    andreas andrew angela ann anna anne annette anthony antoine antonio arnold arthur audrey augusta barbara beatrice
    benjamin bernard bernd bernhard bertha brian brigitte bruce camille carl carla carlo carlos carmen carol caroline
    catherine charles charlotte christian christina christine christoph christopher claire clara claude clive colin
    constance craig cynthia daniel daniela david deborah denis dennis diana diane dieter dietrich donald dorothy
    douglas edgar edith edmund edward edwin eleanor elena eliza elizabeth ellen else emil emily emma eric erich erik
    ernest ernst esther eugene eva evelyn felix ferdinand fernando florence frances francesca francesco francis
    francisco franz frank fred frederick friedrich fritz gabriel gabriele gareth geoffrey george gerald gerard gerhard
    gertrude gilbert giovanni giuseppe gordon grace graham greg gregory guido guillaume gunther gustav guy hannah hans
    harold harriet harry harvey heather heinrich heinz helen helena helene helga helmut henri henriette henry herbert
    hermann chris alex nick rob matt andy
    hilary horst howard hubert hugh hugo ian ida ingrid irene isaac isabel isabella jack jacob jacqueline jacques
    jakob james jan jane janet jason javier jean jeffrey jennifer jeremy jessica jill joachim joan joanna johann
    johannes john jonathan jorge jose josef joseph joshua juan judith julia julian julie jurgen karen karin karl
    katharina katherine kathleen kathryn kenneth kevin klaus konrad kurt larry laura laurence lawrence leo leonard
    leslie lewis lillian linda lisa lorenzo louis louise lucia lucy ludwig luigi luis luise lydia madeleine manuel
    marc marco marcel margaret margarete maria marie mario marion mark markus marta martha martin mary mathilde
    matthew matthias maurice max maximilian melissa michael michel michelle miguel miriam monica monika nancy natalie
    nathan nicholas nicolas nicole nigel nils nora norbert norman oliver oscar otto pablo pamela patricia patrick paul
    paula paulo pedro peter philip philipp philippe pierre rachel rafael ralph raymond rebecca regina reinhard renate
    rene ricardo richard robert roberto robin roger roland ronald rosa rose rosemary roy rudolf russell ruth samuel
    sandra sara sarah scott sean sebastian sergio sharon sigmund silvia simon sofia sonja sophia sophie stefan stefano
    stephanie stephen steven stuart susan susanne sven sylvia teresa theodor theodore theresa thomas timothy tobias
    tom ulrich ulrike ursula valerie vera veronica victor victoria vincent virginia vivian walter werner wilhelm
    william wolfgang yves yvonne ake anders astrid birgit bjorn bo dag einar elin erika eskil finn frida gunnar harald
    henrik inge ingmar jens johan jorgen karsten kirsten knut lars leif magnus marit mats mikael mikko morten niels
    olav ole olof pekka per pia rasmus rolf rune sigrid sonia sture svein timo tor tove trond tuomas ulf ulla jukka
    juha aino eero ilkka antti hanna pieter jeroen joost maarten willem hendrik kees marijke anneke geert sander
    alessandro andrea angelo anna chiara claudio davide elisa enrico federico fabio gianni giorgio giulia luca lucio
    marcello massimo matteo michele nicola paolo pietro riccardo roberto silvio simone umberto vittorio alberto
    alejandro alfonso alvaro ana beatriz cristina diego eduardo elisa enrique esteban felipe gonzalo guillermo
    gustavo hector ignacio ines isabel jaime joao joaquim jordi josefina julio leonor lourdes margarita mercedes
    montserrat nuria octavio oscar pilar rafael ramon raul rocio rodrigo santiago salvador tomas xavier
    adele agata aldo alessandra alessio alfredo alina amalia amelia anabela angel antonia antonella arturo ashley
    aurelio ayesha beata beate benedikt benoit bettina bianca brandon brenda brendan britta bruno caitlin calvin caleb
    camilla carina carmela cecilia celia cesar charlie chloe christelle claus clemens cornelia corinne cristiano dagmar
    dalia damian daphne darren delia delphine derek desmond dina dominique duncan edda elaine elias elke ella elsa
    elvira
    ernesto ettore eugenio evan fabien fabienne fabrizio fiona flavia florian frederic frederico gael gemma gerardo
    gerd gianluca gisela giacomo gloria graziella greta gudrun guilherme hakan hamish hans-georg hartmut hazel heike
    heiko
    helder henrique herve holger hope hugues inga ingeborg ioana iris irma isaiah isidro ivan ivana ivo jade jasmine
    jean-claude jean-marie jean-paul jessie joana joann joseph josh joyce julien jutta karl-heinz karla kasper kay
    kerstin klara kristen kristina leandro leila leonardo leonor ligia lilian lisbeth livia lorena loretta luc lucas
    lucie luigia luisa lukas lutz mabel magda malcolm manfred manuela mara marcela marcella marcelo marek margot mariana
    marianne mariano marina marisa marlene marta mateo matias matthieu maura mauro megumi mercy mia mila mina mirjam
    mireille mirko moritz murray nadia nadine naomi natasha nelson nikos noah noel norma olivia orlando ottavio otavio
    paola pascual patrizia pauline penelope petra phoebe pierluigi preston priscilla quentin ramona raffaele rebeca
    reinhold renata renato ricarda rita robyn rodolfo romain roman ronan rosalind rosario roxana ruben rupert ruy sabine
    sabina samantha samir sascha sergio serge shane shirley siegfried sigrun solange soledad sonia stacey stella susana
    susanna tania tanja tatjana terence tessa thea thiago tilman tina tobin trevor tristan tyler ute uwe valentina
    valeria vanessa veit victoire vincenzo viola virgilio virginie vitor wendy wilfred wilma winfried xenia yara yolanda
    yvan zachary zoe zuzana abel alistair ingrid malik priya rajesh sanjay anil amit deepa ravi sunita arjun lakshmi
    kofi kwame ama chinua ngozi amara nadia tariq aisha khalid samira youssef karim rania elif merve selim hatice
    emre burak
    agnieszka andrzej barbara bogdan danuta elzbieta ewa grzegorz henryk hanna irena jacek jadwiga jan janusz jaroslaw
    jerzy jozef kamil katarzyna kazimierz krystyna krzysztof leszek maciej magdalena malgorzata marcin marek mariusz
    michal pawel piotr rafal ryszard stanislaw stefan tadeusz teresa tomasz wanda witold wojciech zbigniew zofia
    jiri pavel petr milos jaroslav vaclav zdenek lubos jana lenka martina katerina tereza bozena laszlo istvan janos
    gyorgy zoltan ferenc sandor gabor attila balazs eszter ildiko katalin mehmet mustafa ahmet ali hasan huseyin ayse
    fatma emine zeynep murat kemal orhan ahmed mohammed muhammad mohamed omar fatima hassan ibrahim yusuf leila
    antoinette emile edouard eugenie fernand francois francoise genevieve georges germaine gilles helene honore
    isabelle jerome josephine juliette laurent lucien marcel marguerite mathieu odette olivier pascal paulette rene
    robert simone stephane suzanne sylvie thierry therese veronique yann yvette joel sheila keith neil craig megan
    brad jeff jim joe bob bill mike dave steve ben sam dan don ken ron tim tony ted kate liz meg sue
    """
)

EASTERN_GIVEN_NAMES = _words(
    """
    aleksandr aleksandra aleksei aleksey alexei alexey alyona anatolii anatoly andrei andrey anastasia anton arkady
    artyom boris dmitri dmitrii dmitriy dmitry ekaterina evgenia evgenii evgeny yevgeny fyodor galina gennady georgii
    georgy grigory igor ilya irina ivan kirill konstantin ksenia larisa leonid lev lyubov lyudmila maksim marina
    mikhail mykola nadezhda natalia natalya nikita nikolai nikolay nina oksana oleg oleksandr olga pavlo pyotr roman
    ruslan semyon sergei sergey serhii stanislav svetlana taras tatiana tatyana timofey vadim valentin valentina
    valerii valery vasilii vasily viktor viktoria vitaly vladimir vladislav volodymyr vyacheslav yakov yegor yelena
    yulia yuri yurii yury zinaida
    aiko akihiko akihiro akihito akiko akinori akio akira atsuko atsushi ayako ayumi chieko chikako daisuke eiichi
    eiji eiko emiko etsuko fumiko fumio fumitaka haruki haruko hideaki hidehiko hideki hideko hideo hidetoshi hiroaki
    hirofumi hirohito hiroki hiroko hiroshi hiroyuki hisako hisao hisashi ichiro isamu isao itaru jiro joji jun junichi
    junichiro junji junko kaori katsumi katsuo kazuhiko kazuhiro kazuko kazuo kazuyuki keiichi keiji keiko keisuke
    keizo ken'ichi kenichi kenji kenta kenzaburo kikuo kimie kiyoko kiyoshi koichi koji kunio kyoko makoto mamoru
    mariko masaaki masafumi masahiko masahiro masako masami masanori masao masaru masashi masato masayoshi masayuki
    michiko michio midori mieko mikio minako minoru mitsuko mitsuo mitsuru motoko mutsumi nagisa naoki naoko naomi
    naoto nobuko nobuo nobuyuki nobusuke noboru noriko norio noriyuki osamu reiko rumiko ryoichi ryoko ryosuke
    ryotaro ryuichi ryutaro sachiko sadako saburo satoko satoru satoshi seiichi seiji seiko setsuko shigeki shigeko
    shigeo shigeru shinichi shinji shintaro shinzo shiro shizuko shoichi shoji shunsuke shuichi shuji sumiko susumu
    tadashi taeko taichi takaaki takahiro takako takao takashi takayuki takeo takeshi taro tatsuo tatsuya tetsuo
    tetsuro tetsuya tomoko tomohiko toru toshiaki toshihiko toshiko toshio toshiro toshiyuki toyoko tsuneo tsutomu
    tsuyoshi yasuhiro yasuko yasunari yasunori yasuo yasushi yayoi yoichi yoko yoshiaki yoshie yoshihiko yoshihiro
    yoshiko yoshimi yoshinori yoshio yoshiro yosuke yukari yukie yukihiko yukiko yukio yumi yumiko yuichi yuji yuko
    yutaka yuzuru
    """
)
"""Given names of Russians, Ukrainians and Japanese in Latin letters, whose family name may be printed first."""

CYRILLIC_GIVEN_NAMES = _words(
    """
    александр александра алексей алена алёна алла анастасия анатолий андрей анна антон аркадий артем артём борис вадим
    валентин валентина валерий валерия василий вера вероника виктор виктория виталий владимир владислав всеволод
    вячеслав галина геннадий георгий григорий дарья денис дмитрий евгений евгения екатерина елена елизавета иван игорь
    илья инна ирина кирилл клавдия константин ксения лариса лев леонид лидия любовь людмила максим марина мария михаил
    надежда наталия наталья никита николай нина оксана олег олеся ольга павел пётр петр полина раиса роман руслан
    светлана семен семён сергей станислав степан тамара тарас татьяна тимофей федор фёдор эдуард юлия юрий яков ярослав
    олександр олексій андрій дмитро ігор іван катерина кирило людмила марія микола михайло наталія оксана олена павло
    петро сергій тетяна юлія юрій ярослава цветан христо димитър милош зоран јован драган бранко слободан
    """
)

GIVEN_NAMES = WESTERN_GIVEN_NAMES | EASTERN_GIVEN_NAMES | CYRILLIC_GIVEN_NAMES

HUNGARIAN_GIVEN_NAMES = _words(
    """
    ádám ágnes andrás anikó aranka árpád attila balázs béla bálint csaba dénes dezső edit emese endre eszter erzsébet
    ervin ferenc gábor gergely gyula györgy géza gyöngyi ildikó ilona imre istván jános jenő judit józsef kálmán károly
    katalin klára kornél krisztina lajos lászló lóránt margit mária márta mátyás mihály miklós orsolya pál péter piroska
    rózsa sándor szilvia tamás tibor tünde vilmos zoltán zsigmond zsolt zsófia zsuzsa zsuzsanna ödön
    """
)
"""Hungarian given names with their accents: they stand after the family name in Hungarian print."""

KOREAN_FAMILY_NAMES = _words(
    """
    ahn bae baek byun cha chang cheon cho choe choi chon chung han hong hwang jang jeon jeong jin jung kang kim
    koo kwak kwon lee lim min moon nam noh oh paek paik pak park rhee roh ryu seo shin shim sohn son song suh sung
    woo yang yi yoo yoon yu yun
    """
)

CHINESE_FAMILY_NAMES = _words(
    """
    bai cai cao chen cheng cui deng ding dong du fan fang feng fu gao gu guo han he hou hu hua huang jia jiang jin
    kong li liang liao lin liu long lu luo lv ma mao meng pan peng qian qin qiu shao shen shi song su sun tan tang tao
    tian wan wang wei wen wu xi xia xiang xiao xie xiong xu xue yan yang yao ye yin yu yuan zeng zhang zhao zheng
    zhong zhou zhu zou
    """
)
